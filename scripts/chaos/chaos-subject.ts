import type { Outcome } from '../../src/commands/outcome.js';
import type { Secret } from '../../src/domain/secret.js';
import type { Store } from '../../src/store/index.js';
import type { Profile } from '../../src/gateways/genesys/profile.js';
import type { TemporalClient } from '../../src/wiring/connect-temporal.js';
import type { SinkName } from '../../simulator/sinks.js';
import type { Evidence } from './evidence.js';
import type { SimulatorControl } from './simulator-control.js';

/** What one run of a process has to do with. */
export type Scene = {
  /** The run's own, so that nothing of it has the id of something of another run. */
  readonly name: string;
  readonly profile: Profile;
  readonly client: TemporalClient;
  readonly control: SimulatorControl;
  readonly genesys: {
    readonly baseUrl: string;
    readonly credentials: { readonly clientId: string; readonly clientSecret: string };
  };
  /** Where the worker receives webhooks; the same when it is killed and comes again. */
  readonly ingress: { readonly url: string; readonly secret: Secret };
  readonly conversations: number;
  readonly period: { readonly from: string; readonly to: string };
  /** When the rehearsal began (ISO): the same in all runs. */
  readonly now: string;
  readonly timeoutMs: number;
};

export type Performance = {
  /** By a name that is the same in each run. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** What was answered on the way. */
  readonly answers: ReadonlyMap<string, unknown>;
  /** Null where waiting is what the process does. */
  readonly longestStallMs: number | null;
};

/** What the rehearsal has to know of a process; everything else is the same for all. */
export type ChaosSubject = {
  readonly profiles: readonly Profile[];
  /** How many, unless the command line says otherwise. */
  readonly conversations: number;
  /** The requests to Genesys that are counted, as the simulator names its routes. */
  readonly routes: readonly string[];
  readonly sink: SinkName;
  /** A query for the number of rows that a run has written. */
  readonly rowCount: string;
  /** Faults of the simulator that let moments lie apart. */
  readonly slowness: readonly object[];
  /** Faults of the simulator for which there is a run each, in which nobody is killed; by what they do. */
  readonly troubles: Readonly<Record<string, readonly object[]>>;
  /** With an idle worker. */
  prepare(scene: Scene): Promise<void>;
  /** From the start to the end, whatever dies meanwhile. Throws when it does not end in time. */
  perform(scene: Scene): Promise<Performance>;
  /** Ends what a failed run has left in Temporal. */
  abandon(scene: Scene): Promise<void>;
  /** Everything that a finished run has left: in Temporal, in the store, at the sink. */
  collect(scene: Scene, performance: Performance, store: Store): Promise<Evidence>;
  /** Why the undisturbed run is not worth comparing with; null when it is. */
  doubtAbout(evidence: Evidence, conversations: number): string | null;
};

import type { AuditHead } from '../../src/domain/audit-entry.js';
import type { AcceptedStart } from '../../src/launch/accept-start.js';
import type { Store } from '../../src/store/index.js';
import type { SinkName } from '../../simulator/sinks.js';

/** What the rehearsal has to know of a process; everything else is the same for all. */
export type ChaosSubject = {
  /** What every run is started with. */
  accept(period: { from: string; to: string }, now: string): AcceptedStart;
  /** The request to Genesys that is counted, as the simulator names its routes. */
  readonly route: string;
  readonly sink: SinkName;
  /** The table whose rows are counted. */
  readonly table: string;
  /** The rows of a run, by a key of their own, without what differs between runs. */
  rowsOf(store: Store, runId: string): Promise<ReadonlyMap<string, unknown>>;
  /** The result without what may differ between runs. */
  comparableResult(result: unknown): unknown;
  auditHeadOf(result: unknown): AuditHead;
  /** Why the undisturbed run is not worth comparing with; null when it is. */
  doubtAbout(result: unknown, conversations: number): string | null;
};

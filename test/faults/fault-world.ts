import type { Profile } from '../../src/gateways/genesys/profile.js';
import { createProcessWorld } from '../support/process-world.js';

export type FaultWorldOptions = {
  readonly temporalCli: string;
  readonly workflowBundle: string;
  /** An empty database to copy; without it one is made, which takes seconds. */
  readonly databaseTemplate?: string;
  /** Days of the organisation: one for each run. */
  readonly days: number;
  readonly profile?: Profile;
};

/** Enough that both slices of a day have several pages. */
const CONVERSATIONS_A_DAY = 1100;

/** A process world whose gateway's clock can be moved, so that a wait of minutes which the gateway keeps to need not be waited for. */
export async function createFaultWorld({ days, ...options }: FaultWorldOptions) {
  let gatewayAheadMs = 0;
  const world = await createProcessWorld({
    ...options,
    simulator: { conversations: days * CONVERSATIONS_A_DAY, days, seed: 5 },
    gatewayAheadMs: () => gatewayAheadMs,
  });
  return {
    ...world,
    moveGatewayClock: (ms: number) => {
      gatewayAheadMs += ms;
    },
    async close() {
      world.simulator.faults.clear();
      await world.close();
    },
  };
}

export type FaultWorld = Awaited<ReturnType<typeof createFaultWorld>>;

import type { FaultInput } from '../../simulator/faults/fault.js';
import { createSimulator, type Simulator } from '../../simulator/simulator.js';
import { complaintsAbout } from './judge-reading.js';
import { readThroughGateway } from './read-through-gateway.js';
import { truthOf } from './truth.js';

/** Ends with what is wrong, or with nothing. */
export type GatewaySchedules = {
  run(faults: FaultInput[]): Promise<void>;
  /** How often each kind of fault has happened so far. */
  fired: Map<string, number>;
  close(): Promise<void>;
};

/** One simulator for as many schedules as wanted, each with a gateway of its own. */
export async function createGatewaySchedules(): Promise<GatewaySchedules> {
  const simulator: Simulator = await createSimulator({
    conversations: 620,
    seed: 11,
    days: 2,
    now: new Date().toISOString(),
  });
  const fired = new Map<string, number>();
  return {
    fired,
    run: async (faults) => {
      simulator.faults.set(faults);
      const { period } = simulator.organisation;
      const reading = await readThroughGateway(simulator, period);
      const report = simulator.faults.report();
      for (const fault of report.faults)
        fired.set(fault.what.kind, (fired.get(fault.what.kind) ?? 0) + fault.fired);
      const truth = truthOf(simulator.organisation, period, faults);
      const complaints = complaintsAbout(reading, { faults, report, truth });
      if (complaints.length > 0) throw new Error(`${complaints.join('; ')} (${reading.attempts} attempts)`);
    },
    close: () => simulator.close(),
  };
}

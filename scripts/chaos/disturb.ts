import { openCounter } from './counters.js';
import type { Kill } from './kill-plan.js';
import type { Laboratory } from './laboratory.js';
import type { RunStand } from './run-stand.js';
import { until } from './until.js';

const LOOK_EVERY_MS = 3;
const MOMENT_TIMEOUT_MS = 60_000;

export type Disturbance = {
  /** Waits for the moment, kills, and settles with the time of it (`performance.now`) when the successor is there. */
  happen(isOver: () => boolean): Promise<number>;
  close(): Promise<void>;
};

/** Prepared before the run starts, so that no moment is missed. */
export async function prepareDisturbance(
  { subject, simulator }: Laboratory,
  stand: RunStand,
  { victim, measure, count }: Kill,
): Promise<Disturbance> {
  const database = stand.database.connection;
  const counter = await openCounter(measure, { subject, control: simulator.control, database });
  return {
    async happen(isOver) {
      await until(async () => (await counter.read()) >= count, {
        what: `${measure} ${count}`,
        everyMs: LOOK_EVERY_MS,
        timeoutMs: MOMENT_TIMEOUT_MS,
      });
      if (isOver()) throw new Error('it had ended before it could be disturbed');
      const killedAtMs = performance.now();
      await stand.kill(victim);
      return killedAtMs;
    },
    close: () => counter.close(),
  };
}

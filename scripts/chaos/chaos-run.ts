import { startRun } from '../../src/launch/start-run.js';
import { collectEvidence } from './collect-evidence.js';
import { prepareDisturbance } from './disturb.js';
import type { Evidence } from './evidence.js';
import type { Counts, Kill } from './kill-plan.js';
import type { Laboratory } from './laboratory.js';
import { longestStallMs } from './longest-stall.js';
import { openRunStand } from './run-stand.js';
import { untilOutcome } from './until-outcome.js';

export type ChaosRun = {
  readonly evidence: Evidence;
  readonly result: unknown;
  readonly totals: Counts;
  readonly durationMs: number;
  /** From the kill to the end of the run. */
  readonly afterKillMs: number | null;
  readonly longestStallMs: number;
  /** Deliveries that the sink had seen before. */
  readonly repeated: number;
};

const RUN_TIMEOUT_MS = 120_000;

/**
 * One run on a store of its own, from an idle worker to the evidence, with at most one kill on the way.
 * @throws when it does not end in time, or had ended before it could be disturbed
 */
export async function performRun(laboratory: Laboratory, name: string, kill: Kill | null): Promise<ChaosRun> {
  const mark = laboratory.running.mark();
  const { workflow } = laboratory.client.client;
  const handle = workflow.getHandle(laboratory.start.workflowId);
  const isOver = async () => (await handle.describe()).status.name !== 'RUNNING';
  try {
    const stand = await openRunStand(laboratory, name);
    const disturbance = kill && (await prepareDisturbance(laboratory, stand, kill));
    const startedAtMs = performance.now();
    const started = await startRun(laboratory.client.client, laboratory.start);
    const [end, killedAtMs] = await Promise.all([
      untilOutcome(laboratory.client, started, RUN_TIMEOUT_MS).then((outcome) => ({
        outcome,
        atMs: performance.now(),
      })),
      disturbance?.happen(isOver),
    ]);
    await disturbance?.close();
    const { subject, simulator } = laboratory;
    const { control } = simulator;
    const effects = await control.effectsAt(subject.sink);
    const evidence = await stand.readStore((store) =>
      collectEvidence({ subject, outcome: end.outcome, store, effects }),
    );
    return {
      evidence,
      result: end.outcome.result,
      totals: {
        requests: await control.answersTo(subject.route),
        deliveries: await control.answersTo(`POST /sinks/${subject.sink}`),
        rows: evidence.rows.size,
      },
      repeated: effects.reduce((sum, { deliveries }) => sum + deliveries - 1, 0),
      durationMs: end.atMs - startedAtMs,
      afterKillMs: killedAtMs === undefined ? null : end.atMs - killedAtMs,
      longestStallMs: await longestStallMs(workflow.getHandle(started.workflowId, started.runId)),
    };
  } catch (error) {
    // The next run has the same id.
    await handle.terminate('the rehearsal goes on without it').catch(() => undefined);
    throw error;
  } finally {
    await laboratory.running.stop(mark);
  }
}

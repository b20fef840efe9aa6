import type { Evidence } from './evidence.js';
import { prepareDisturbance } from './disturb.js';
import type { Counts, Misfortune } from './kill-plan.js';
import type { Laboratory } from './laboratory.js';
import { openRunStand } from './run-stand.js';

export type ChaosRun = {
  readonly evidence: Evidence;
  readonly totals: Counts;
  readonly durationMs: number;
  /** From the kill to the end of the run. */
  readonly afterKillMs: number | null;
  readonly longestStallMs: number | null;
  /** Deliveries that the sink had seen before. */
  readonly repeated: number;
};

/**
 * One run on a store of its own, from an idle worker to the evidence, with at most one kill or kind of trouble on the way.
 * @throws when it does not end in time, or had ended before it could be disturbed, or was in no trouble
 */
export async function performRun(
  laboratory: Laboratory,
  name: string,
  { kill, trouble }: Misfortune,
): Promise<ChaosRun> {
  const { subject, simulator, running } = laboratory;
  const { control } = simulator;
  const mark = running.mark();
  const scene = laboratory.sceneOf(name);
  try {
    const stand = await openRunStand(laboratory, name);
    await subject.prepare(scene);
    const troubles = trouble === null ? [] : (subject.troubles[trouble] ?? []);
    // Of several faults that befall an answer the first one does.
    await control.setFaults([...troubles, ...subject.slowness]);
    const disturbance = kill && (await prepareDisturbance(laboratory, stand, kill));
    const startedAtMs = performance.now();
    let endedAtMs: number | null = null;
    const [performed, killedAtMs] = await Promise.all([
      subject.perform(scene).finally(() => (endedAtMs = performance.now())),
      disturbance?.happen(() => endedAtMs !== null),
    ]);
    const overAtMs = endedAtMs ?? performance.now();
    await disturbance?.close();
    const evidence = await stand.readStore((store) => subject.collect(scene, performed, store));
    const effects = await control.effectsAt(subject.sink);
    const repeated = effects.reduce((sum, { deliveries }) => sum + deliveries - 1, 0);
    if (trouble !== null && repeated === 0)
      throw new Error(`nothing was sent again: no "${trouble}" came about`);
    return {
      evidence,
      totals: {
        requests: await control.answersTo(subject.routes),
        deliveries: await control.answersTo([`POST /sinks/${subject.sink}`]),
        rows: await stand.countRows(),
      },
      repeated,
      durationMs: overAtMs - startedAtMs,
      afterKillMs: killedAtMs === undefined ? null : overAtMs - killedAtMs,
      longestStallMs: performed.longestStallMs,
    };
  } catch (error) {
    await subject.abandon(scene).catch(() => undefined);
    throw error;
  } finally {
    await running.stop(mark);
  }
}

import { ApplicationFailure, WorkflowFailedError } from '@temporalio/client';
import type { Interval } from '../../src/domain/interval.js';
import { MS_PER_DAY, toUtc } from '../../src/domain/interval.js';
import { sentimentResult, startSentiment } from '../../src/index.js';
import type { FaultCase } from './fault-case.js';
import type { FaultWorld } from './fault-world.js';
import type { ProcessEnd } from './process-end.js';
import { cutLongWaitShort } from './cut-long-wait-short.js';

const MINUTE_MS = 60_000;

/** A day of the organisation. Each run has its own: what one has told the coaching platform is news for no other. */
function windowOf({ simulator }: FaultWorld, day: number): Interval {
  const fromMs = Date.parse(simulator.organisation.period.from) + day * MS_PER_DAY;
  return { from: toUtc(fromMs), to: toUtc(fromMs + MS_PER_DAY) };
}

async function outcomeOf(world: FaultWorld, workflowId: string): Promise<ProcessEnd['outcome']> {
  try {
    return { result: await sentimentResult(world.client, workflowId) };
  } catch (error) {
    const cause = error instanceof WorkflowFailedError ? error.cause : error;
    return { failure: cause instanceof ApplicationFailure ? String(cause.type) : String(cause) };
  }
}

/** The whole sentiment process over one day, with nothing on its way but the faults of the case. */
export async function runProcess(
  world: FaultWorld,
  { faults, ...wanted }: FaultCase,
  day: number,
): Promise<ProcessEnd> {
  const { simulator } = world;
  const window = windowOf(world, day);
  simulator.sinks.coaching.clear();
  if (wanted.secondsToMinute !== undefined) {
    const nextMinuteMs = (Math.floor(simulator.clock.nowMs() / MINUTE_MS) + 1) * MINUTE_MS;
    simulator.clock.set(new Date(nextMinuteMs - wanted.secondsToMinute * 1000).toISOString());
  }
  simulator.faults.set(faults);
  const startedMs = performance.now();
  const { workflowId } = await startSentiment(world.client, {
    ...window,
    concurrency: 2,
    slices: 2,
    retentionDays: 3650,
    pushToCoaching: 'actionRequired',
  });
  if (wanted.longWaitMs !== undefined) await cutLongWaitShort(world, workflowId, wanted.longWaitMs);
  const outcome = await outcomeOf(world, workflowId);
  const tookMs = performance.now() - startedMs;
  const report = simulator.faults.report();
  const effects = simulator.sinks.coaching.effects();
  simulator.faults.clear();
  return { window, outcome, report, effects, tookMs };
}

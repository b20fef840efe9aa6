import type { WorkflowHandle } from '@temporalio/client';
import { sweepSessions } from '../../src/workflows/index.js';
import { fakeActivities } from '../support/workflow-env.js';
import { clientOf, options, type Recording } from './recording.js';
import { untilSo } from './until-so.js';

/** Up to the waiting for the next round: a sweep never ends by itself. */
const oneRound: Recording = async (world, workflowId) => {
  world.act(
    fakeActivities({
      planSweep: () => Promise.resolve({ botIds: ['bot-1', 'bot-2'], requestsPerMinute: 240 }),
      sweepPage: ({ cursor }) => Promise.resolve({ cursor: cursor === null ? 'second' : null }),
    }),
  );
  const handle = await clientOf(world).start(sweepSessions, options(workflowId));
  await untilWaiting(handle);
  await handle.terminate();
};

const untilWaiting = (handle: Pick<WorkflowHandle, 'fetchHistory'>) =>
  untilSo(async () => {
    const { events } = await handle.fetchHistory();
    return events?.some(({ timerStartedEventAttributes }) => timerStartedEventAttributes) ?? false;
  });

/** The second run of a round that became long: it begins with what the first one carried over. */
const continued: Recording = async (world, workflowId) => {
  const pagesOfEach = 700;
  world.act(
    fakeActivities({
      planSweep: () => Promise.resolve({ botIds: ['bot-1', 'bot-2'], requestsPerMinute: 240 }),
      sweepPage({ botId, cursor }) {
        const page = Number(cursor ?? 0) + 1;
        return Promise.resolve({ cursor: botId === 'bot-1' && page < pagesOfEach ? String(page) : null });
      },
    }),
  );
  const handle = await clientOf(world).start(sweepSessions, options(workflowId));
  const latest = clientOf(world).getHandle(workflowId);
  await untilSo(async () => (await latest.describe()).runId !== handle.firstExecutionRunId);
  await untilWaiting(latest);
  await latest.terminate();
};

export const SWEEP_RECORDINGS: Record<string, Recording> = { 'one-round': oneRound, continued };

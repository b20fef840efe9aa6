import { CancellationScope, isCancellation, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { STORE_STEP } from './activity-options.js';
import { failureOf } from './failure.js';
import { now } from './now.js';
import type { StageBoard } from './stage.js';

const { endRun } = proxyLocalActivities<Activities>(STORE_STEP);

/** The run's own id over all its continuations: what its rows are stored under. */
export const runIdentity = () => ({
  runId: workflowInfo().firstExecutionRunId,
  workflowId: workflowInfo().workflowId,
});

/** Leaves in the store how a run ended that has no result. What it had read and sent stays recorded. */
export async function recordFailure(error: unknown, board: StageBoard): Promise<void> {
  const status = isCancellation(error) ? 'cancelled' : 'failed';
  const failure = failureOf(error);
  board.enter(status, `${status}: ${failure.message}`);
  await CancellationScope.nonCancellable(() =>
    endRun({ runId: runIdentity().runId, status, finishedAt: now(), result: { failure } }),
  );
}

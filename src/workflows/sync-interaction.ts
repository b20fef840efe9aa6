import {
  CancellationScope,
  isCancellation,
  patched,
  proxyActivities,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { CoachingEvent } from '../contracts/webhook-events.js';
import { DELIVERY, STORE_STEP } from './activity-options.js';
import { now } from './now.js';
import { sendOutbox } from './send-outbox.js';
import { failureOf, runFailureOf } from './failure.js';
import { createStageBoard } from './stage.js';

const { beginRun, enqueueInteraction, countDeliveries, auditInteraction, endRun } =
  proxyLocalActivities<Activities>(STORE_STEP);
const { deliverCoaching } = proxyActivities<Activities>({
  ...DELIVERY,
  summary: 'send the outbox to the coaching platform',
});

/** As in the sentiment batch, where the document has it. */
const ACTION_THRESHOLD = 40;

export type InteractionResult = {
  readonly interactionId: string;
  readonly outcome: 'delivered' | 'failed' | 'skipped';
};

/** One interaction that a webhook told of: normalised, delivered to the coaching platform where there is one, audited. */
export async function syncInteraction(event: CoachingEvent): Promise<InteractionResult> {
  const board = createStageBoard('interaction');
  const { firstExecutionRunId: runId, workflowId } = workflowInfo();
  const startedAt = now();
  const plan = { interactionId: event.interactionId };
  await beginRun({ runId, workflowId, process: 'interaction', startedAt, plan });
  try {
    board.enter('coaching', `Interaction ${event.interactionId}`);
    const result = await sync(event, { runId, timestamp: startedAt });
    await endRun({ runId, status: 'completed', finishedAt: now(), result });
    board.enter('completed', `Interaction ${event.interactionId}: ${result.outcome}`);
    return result;
  } catch (error) {
    const status = isCancellation(error) ? 'cancelled' : 'failed';
    const result = { failure: failureOf(error) };
    await CancellationScope.nonCancellable(() => endRun({ runId, status, finishedAt: now(), result }));
    throw runFailureOf(error);
  }
}

async function sync(
  event: CoachingEvent,
  { runId, timestamp }: { runId: string; timestamp: string },
): Promise<InteractionResult> {
  const wish = { runId, event, actionThreshold: ACTION_THRESHOLD, timestamp };
  const { enqueued, skippedBecause } = await enqueueInteraction(wish);
  if (enqueued) await sendOutbox(runId, deliverCoaching);
  const { failed } = await countDeliveries({ runId });
  const outcome = enqueued ? (failed > 0 ? 'failed' : 'delivered') : 'skipped';
  const entry = { runId, event, timestamp, outcome } as const;
  if (enqueued) await auditInteraction(entry);
  else if (skippedBecause === 'noSink' && patched('audit-skipped'))
    await auditInteraction({ ...entry, reason: skippedBecause });
  return { interactionId: event.interactionId, outcome };
}

import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { SentimentPlan } from '../contracts/analyze-sentiment.js';
import { deliveryOutcome, type DeliveryOutcome } from '../domain/delivery-outcome.js';
import { DELIVERY, STORE_STEP, STORE_WALK } from './activity-options.js';
import { sendOutbox } from './send-outbox.js';

const { enqueueCoaching } = proxyActivities<Activities>({
  ...STORE_WALK,
  summary: 'put coaching updates into the outbox',
});
const { deliverCoaching } = proxyActivities<Activities>({
  ...DELIVERY,
  summary: 'send the outbox to the coaching platform',
});
const { countDeliveries } = proxyLocalActivities<Activities>(STORE_STEP);

type Push = { readonly runId: string; readonly plan: SentimentPlan; readonly timestamp: string };

/** Tells the coaching platform what it does not know yet. Nothing that goes wrong there makes the figures of the run wrong. */
export async function pushToCoaching({ runId, plan, timestamp }: Push): Promise<DeliveryOutcome> {
  const { pushToCoaching: push, actionThreshold } = plan;
  if (push === 'none') return { delivered: 0, failed: 0, skipped: 0, skippedBecause: {} };

  const { qualified, sinkConfigured } = await enqueueCoaching({ runId, push, actionThreshold, timestamp });
  if (!sinkConfigured) return deliveryOutcome({ delivered: 0, failed: 0 }, { noSink: qualified });

  await sendOutbox(runId, deliverCoaching);
  const { wanted, delivered, failed } = await countDeliveries({ runId });
  return deliveryOutcome({ delivered, failed }, { unchanged: qualified - wanted });
}

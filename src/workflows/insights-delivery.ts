import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { InsightsPlan } from '../contracts/sync-insights.js';
import { deliveryOutcome, type DeliveryOutcome } from '../domain/delivery-outcome.js';
import { DELIVERY, STORE_STEP, STORE_WALK } from './activity-options.js';
import { sendOutbox } from './send-outbox.js';

const { enqueueInsights } = proxyActivities<Activities>({
  ...STORE_WALK,
  summary: 'put what passed into the outbox',
});
const { deliverInsights } = proxyActivities<Activities>({
  ...DELIVERY,
  summary: 'send the outbox to the CRM',
});
const { countDeliveries } = proxyLocalActivities<Activities>(STORE_STEP);

/** Tells the CRM what it does not know yet. */
export async function syncToCrm(runId: string, plan: InsightsPlan): Promise<DeliveryOutcome> {
  const { onPersonalData, sortBy, sortOrder } = plan;
  const { qualified, sinkConfigured } = await enqueueInsights({
    runId,
    plan: { onPersonalData, sortBy, sortOrder },
  });
  if (!sinkConfigured) return deliveryOutcome({ delivered: 0, failed: 0 }, { noSink: qualified });
  await sendOutbox(runId, deliverInsights);
  const { wanted, delivered, failed } = await countDeliveries({ runId });
  return deliveryOutcome({ delivered, failed }, { unchanged: qualified - wanted });
}

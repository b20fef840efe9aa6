import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { deliveryOutcome, type DeliveryOutcome } from '../domain/delivery-outcome.js';
import { DELIVERY, STORE_STEP, STORE_WALK } from './activity-options.js';
import type { CsatRun } from './csat-run.js';
import { sendOutbox } from './send-outbox.js';

const { enqueueSpeechRows } = proxyActivities<Activities>({
  ...STORE_WALK,
  summary: 'put rows for coaching into the outbox',
});
const { deliverCoaching } = proxyActivities<Activities>({
  ...DELIVERY,
  summary: 'send the outbox to the coaching platform',
});
const { countDeliveries } = proxyLocalActivities<Activities>(STORE_STEP);

/** Tells the coaching platform what it does not know yet; a later answer corrects what it was told. */
export async function pushSpeechRows(runId: string, { plan }: CsatRun): Promise<DeliveryOutcome> {
  const { pushToCoaching: push, topics, filterAtSource, reading } = plan;
  if (push === 'none') return deliveryOutcome({ delivered: 0, failed: 0 }, {});
  const surveyed = {
    filterAtSource,
    ...(topics && { topics }),
    ...(reading && { reading: { isPartial: reading.isPartial } }),
  };
  const { qualified, sinkConfigured } = await enqueueSpeechRows({ runId, push, plan: surveyed });
  if (!sinkConfigured) return deliveryOutcome({ delivered: 0, failed: 0 }, { noSink: qualified });
  await sendOutbox(runId, deliverCoaching);
  const { subjects, delivered, failed } = await countDeliveries({ runId });
  return deliveryOutcome({ delivered, failed }, { unchanged: qualified - subjects });
}

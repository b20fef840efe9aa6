import { proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { STORE_STEP } from './activity-options.js';
import { failureTypeOf } from './failure.js';

const { giveUpDeliveries } = proxyLocalActivities<Activities>(STORE_STEP);

/** Sends what a run has in the outbox; what the other side could not take in all that time is given up, and recorded as failed. */
export async function sendOutbox(
  runId: string,
  deliver: Activities['deliverCoaching'] | Activities['deliverCrm'],
): Promise<void> {
  try {
    for (let after: string | null = ''; after !== null;) after = (await deliver({ runId, after })).next;
  } catch (error) {
    if (failureTypeOf(error) !== 'Unavailable') throw error;
    await giveUpDeliveries({ runId });
  }
}

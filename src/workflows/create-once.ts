import { ApplicationFailure } from '@temporalio/common';
import { patched, proxyActivities, proxyLocalActivities, sleep } from '@temporalio/workflow';
import type { Activities, GenesysActivities } from '../activities/index.js';
import type { SessionPlan } from '../contracts/run-virtual-agent-session.js';
import { GENESYS_LIVE, STORE_STEP } from './activity-options.js';
import { failureTypeOf } from './failure.js';

const { createConversation } = proxyActivities<GenesysActivities>({
  ...GENESYS_LIVE,
  summary: 'create the conversation',
});
const { findConversation } = proxyActivities<GenesysActivities>({
  ...GENESYS_LIVE,
  summary: 'look for the conversation among the active ones',
});
const { findToldConversation } = proxyLocalActivities<Activities>(STORE_STEP);

const GIVE_UP_AFTER_MS = 3_600_000;
const MAX_PAUSE_MS = 60_000;
/** Of 100 conversations each; a listing that never ends must not keep a customer waiting for ever. */
const MAX_PAGES = 1000;

/**
 * One conversation for a session key, whatever happens to the answer: where the outcome of a try is not known, the conversation
 * is looked for by our key before another try is made. Null where the platform gives the id later.
 */
export async function createConversationOnce(
  plan: SessionPlan,
  queueId: string | null,
): Promise<string | null> {
  const startedAtMs = Date.now();
  for (let pauseMs = 1000; ; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
    try {
      return (await createConversation({ plan, queueId })).conversationId;
    } catch (error) {
      const type = failureTypeOf(error);
      if (type !== 'OutcomeUnknown' && type !== 'Unavailable') throw error;
    }
    const found = await findByKey(plan);
    if (found !== null) return found;
    if (Date.now() - startedAtMs > GIVE_UP_AFTER_MS) {
      throw ApplicationFailure.nonRetryable(
        'the conversation could not be created in an hour',
        'Unavailable',
      );
    }
    await sleep(pauseMs);
    // A listing may lag behind the creation: what it did not have before the pause it may have now.
    const late = patched('look-after-pause') ? await findByKey(plan) : null;
    if (late !== null) return late;
  }
}

/** One that has ended already is in no list of active ones, but its event has arrived or will. */
async function findByKey({ sessionKey, botId }: SessionPlan): Promise<string | null> {
  const seen = new Set<string>();
  for (let cursor: string | null = null, page = 0; page < MAX_PAGES; page++) {
    const listed: Awaited<ReturnType<typeof findConversation>> = await findConversation({
      sessionKey,
      botId,
      cursor,
    });
    if (listed.conversationId !== null) return listed.conversationId;
    if (listed.cursor === null || seen.has(listed.cursor)) break;
    seen.add(listed.cursor);
    cursor = listed.cursor;
  }
  return (await findToldConversation({ sessionKey })).conversationId;
}

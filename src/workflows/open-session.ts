import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { proxyLocalActivities, upsertSearchAttributes } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { SEARCH_ATTRIBUTES } from '../domain/names.js';
import { STORE_STEP } from './activity-options.js';
import { createConversationOnce } from './create-once.js';
import { evaluate } from './evaluate.js';
import { type SessionDesk } from './session-desk.js';
import { now } from './now.js';
import { takeSlot } from './session-slot.js';

const { bindConversation } = proxyLocalActivities<Activities>(STORE_STEP);

const conversationKey = defineSearchAttributeKey(
  SEARCH_ATTRIBUTES.conversationId,
  SearchAttributeType.KEYWORD,
);

/** Slot, evaluation, route, creation: until the conversation is there and all that was said of it meanwhile is heard. */
export async function openSession(desk: SessionDesk, runId: string): Promise<void> {
  const { plan } = desk.run();
  await takeSlot(runId, plan);
  desk.learn({ kind: 'evaluated', evaluation: await evaluate(plan.message, plan.botId), at: now() });
  const conversationId = await createConversationOnce(plan, desk.run().session.handoffQueueId);
  desk.learn({ kind: 'created', conversationId, at: now() });
  if (conversationId === null) return;
  upsertSearchAttributes([{ key: conversationKey, value: conversationId }]);
  const early = await bindConversation({ runId, conversationId });
  for (const event of early) desk.hear(event, now());
}

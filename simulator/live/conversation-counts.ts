import { sessionKeyOf, type KeptConversation } from './conversation.js';

export type ConversationCounts = {
  total: number;
  byState: { active: number; closed: number };
  /** More than one for a key means that its conversation was created more than once. */
  bySessionKey: Record<string, number>;
};

export function conversationCountsOf(all: readonly KeptConversation[]): ConversationCounts {
  const bySessionKey = new Map<string, number>();
  const byState = { active: 0, closed: 0 };
  for (const { conversation } of all) {
    byState[conversation.state] += 1;
    const key = sessionKeyOf(conversation);
    if (key !== null) bySessionKey.set(key, (bySessionKey.get(key) ?? 0) + 1);
  }
  return { total: all.length, byState, bySessionKey: Object.fromEntries(bySessionKey) };
}

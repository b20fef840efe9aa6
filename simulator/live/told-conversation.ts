import type { ConversationEvent } from './conversation-event.js';
import type { LiveConversation } from './conversation.js';
import { withoutEnd } from './without-end.js';

/** The conversation as an event of this kind tells it, which need not be as it is. */
export function asTold(
  conversation: LiveConversation,
  { kind, now }: { kind: ConversationEvent['kind']; now: string },
): LiveConversation {
  if (kind === 'reopened') return withoutEnd(conversation);
  return { ...conversation, state: 'closed', endTime: conversation.endTime ?? now };
}

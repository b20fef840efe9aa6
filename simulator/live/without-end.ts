import type { LiveConversation } from './conversation.js';

/** The conversation as if it had not ended. */
export function withoutEnd(conversation: LiveConversation): LiveConversation {
  const lasting: LiveConversation = { ...conversation, state: 'active' };
  delete lasting.endTime;
  delete lasting.resolutionStatus;
  return lasting;
}

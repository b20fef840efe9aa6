import type { LiveConversation } from './conversation.js';

/** Something that those are told who have registered a webhook. Every copy of one event has the same id. */
export type ConversationEvent = {
  readonly eventId: string;
  readonly kind: 'ended' | 'reopened';
  readonly conversation: LiveConversation;
};

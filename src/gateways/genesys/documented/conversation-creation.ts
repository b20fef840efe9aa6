import { z } from 'zod';
import type { CreatedConversation, NewConversation } from '../ports.js';
import { conversationId } from './conversation-id.js';

/** The document's body. It has no place for the first message; our key is an attribute, by which the conversation is found again. */
export const creationBody = ({ to, from, type, attributes, sessionKey, queueId }: NewConversation) => ({
  to,
  from,
  type,
  attributes: { ...attributes, sessionKey },
  ...(queueId !== null && { routing: { queueId } }),
});

export const createdConversation = z
  .object({ id: conversationId })
  .transform(({ id }): CreatedConversation => ({ conversationId: id }));

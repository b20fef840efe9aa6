import { z } from 'zod';
import type { ActiveConversations } from '../ports.js';
import { conversationId } from './conversation-id.js';

/** Attributes are anybody's: odd ones of another conversation must not hide ours. */
const attributes = z.object({ sessionKey: z.string() }).nullable().catch(null);

/** A page of the list by bot. One that a host lists although it says that it is over is left out. */
export const activeConversations = z
  .object({
    entities: z.array(
      z.object({ id: conversationId, state: z.string().nullish(), attributes: attributes.optional() }),
    ),
    nextPageToken: z.string().nullish(),
  })
  .transform(({ entities, nextPageToken }): ActiveConversations => ({
    conversations: entities
      .filter(({ state }) => !state || state.toLowerCase() === 'active')
      .map(({ id, attributes: own }) => ({ conversationId: id, sessionKey: own?.sessionKey ?? null })),
    // Some servers end a listing with an empty token instead of none.
    cursor: nextPageToken || null,
  }));

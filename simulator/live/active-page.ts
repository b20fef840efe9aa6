import { z } from 'zod';
import { parseFields } from '../parse-fields.js';
import type { SealedPositions } from '../sealed-position.js';
import type { LiveConversation } from './conversation.js';
import type { ConversationStore } from './conversation-store.js';

export type ActivePage = { entities: LiveConversation[]; nextPageToken?: string; total: number };

export const ACTIVE_PAGE_SIZE = 100;

const querySchema = z.strictObject({
  'to.id': z.string().min(1),
  state: z.literal('active'),
  nextPageToken: z.string().optional(),
});

/**
 * The active conversations with one bot, in the order of their creation: a page goes on where the one before it ended,
 * whatever has ended in between. Throws GenesysError 400 for any other query.
 */
export function activePageOf(
  { active }: Pick<ConversationStore, 'active'>,
  tokens: SealedPositions,
  query: unknown,
): ActivePage {
  const { 'to.id': botId, nextPageToken: token } = parseFields(querySchema, query);
  const scope = JSON.stringify(['active', botId]);
  // An empty token is how a client asks for the first page that always sends the parameter.
  const position = token === undefined || token === '' ? 0 : tokens.positionIn(scope, token);
  const found = active.from(botId, position, ACTIVE_PAGE_SIZE + 1);
  const next = found[ACTIVE_PAGE_SIZE];
  return {
    entities: found.slice(0, ACTIVE_PAGE_SIZE).map(({ conversation }) => conversation),
    ...(next && { nextPageToken: tokens.tokenFor(scope, next.ordinal) }),
    total: active.countOf(botId),
  };
}

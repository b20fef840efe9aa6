import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from '../access-tokens.js';
import { activePageOf } from '../live/active-page.js';
import type { ConversationStore } from '../live/conversation-store.js';
import { evaluationOf, messageSchema } from '../live/evaluation.js';
import type { LiveConversations } from '../live/live-conversations.js';
import type { NewConversationInput } from '../live/new-conversation.js';
import { parseFields } from '../parse-fields.js';
import { requireAccess } from '../require-access.js';
import type { SealedPositions } from '../sealed-position.js';

/** Creates, evaluates and lists conversations as the document on virtual agents has it. */
export function addConversationRoutes(
  app: FastifyInstance,
  context: {
    conversations: LiveConversations;
    store: ConversationStore;
    tokens: SealedPositions;
    accessTokens: AccessTokens;
  },
): void {
  const { conversations, store, tokens } = context;
  const onRequest = requireAccess(context.accessTokens);

  app.post('/api/v2/conversations', {
    onRequest,
    // Checked by the room itself, which knows the shape.
    handler: ({ body }) => conversations.open(body as NewConversationInput),
  });
  app.get('/api/v2/conversations', {
    onRequest,
    handler: async ({ query }) => activePageOf(store, tokens, query),
  });
  app.post('/api/v2/conversations/message/evaluate', {
    onRequest,
    handler: async ({ body }) => evaluationOf(parseFields(messageSchema, body).text),
  });
}

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AnalyticsSettings } from '../live/analytics-settings.js';
import type { LiveConversations } from '../live/live-conversations.js';
import type { ScriptBoard } from '../live/script.js';
import { parseFields } from '../parse-fields.js';
import { parseUtcInstant } from '../utc-instant.js';
import { addSettingRoutes } from './setting-routes.js';

export type ConversationControlContext = {
  conversations: LiveConversations;
  script: ScriptBoard;
  analytics: AnalyticsSettings;
};
type OfConversation = { Params: { conversationId: string } };

const notify = z.boolean().optional();
const endSchema = z.strictObject({
  resolutionStatus: z.string().nullable().optional(),
  at: z
    .string()
    .refine((text) => parseUtcInstant(text) !== null, 'must be an ISO date in UTC')
    .optional(),
  notify,
});
const reopenSchema = z.strictObject({ notify });
const eventSchema = z.strictObject({
  kind: z.enum(['ended', 'reopened']).default('ended'),
  eventId: z.string().min(1).optional(),
});

const ADDRESS = '/simulator/conversations';

/** Conversations live and end by these; `GET` of a single one is with the organisation's own. */
export function addConversationControlRoutes(
  app: FastifyInstance,
  { conversations, script, analytics }: ConversationControlContext,
): void {
  app.get<{ Querystring: { sessionKey?: string } }>(ADDRESS, ({ query: { sessionKey } }) => {
    if (sessionKey === undefined) return conversations.counts();
    const found = conversations.ofSession(sessionKey);
    return { total: found.length, conversations: found };
  });
  app.delete(ADDRESS, (_request, reply) => {
    conversations.clear();
    return reply.code(204).send();
  });
  app.post<OfConversation>(`${ADDRESS}/:conversationId/end`, ({ params, body }) =>
    conversations.end(params.conversationId, parseFields(endSchema, body ?? {})),
  );
  app.post<OfConversation>(`${ADDRESS}/:conversationId/reopen`, ({ params, body }) =>
    conversations.reopen(params.conversationId, parseFields(reopenSchema, body ?? {})),
  );
  app.post<OfConversation>(`${ADDRESS}/:conversationId/event`, ({ params, body }) =>
    conversations.announce(params.conversationId, parseFields(eventSchema, body ?? {})),
  );
  addSettingRoutes(app, '/simulator/script', script);
  addSettingRoutes(app, '/simulator/analytics', analytics);
}

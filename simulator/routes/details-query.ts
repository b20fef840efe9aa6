import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from '../access-tokens.js';
import { sessionPageOf } from '../live/session-page.js';
import { isSessionQuery, parseSessionQuery } from '../live/session-query.js';
import type { Organisation } from '../organisation.js';
import { createPageTokens } from '../page-token.js';
import { requireAccess } from '../require-access.js';
import { sentimentPageOf } from '../sentiment-page.js';
import { parseSentimentQuery } from '../sentiment-query.js';

/** The details query of the documented profile, in the form for sentiments and in the one for sessions. */
export function addDetailsQueryRoutes(
  app: FastifyInstance,
  context: {
    organisation: Organisation;
    accessTokens: AccessTokens;
    sessions: Parameters<typeof sessionPageOf>[0];
  },
): void {
  const { organisation, accessTokens, sessions } = context;
  const { seed, period, conversations } = organisation;
  const pageTokens = createPageTokens(JSON.stringify([seed, period, conversations.size]));

  app.post('/api/v2/analytics/conversations/details/query', {
    onRequest: requireAccess(accessTokens),
    handler: async ({ body }) =>
      isSessionQuery(body)
        ? sessionPageOf(sessions, parseSessionQuery(body))
        : sentimentPageOf(conversations, pageTokens, parseSentimentQuery(body)),
  });
}

import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from '../access-tokens.js';
import { sessionPageOf } from '../live/session-page.js';
import { isSessionQuery, parseSessionQuery } from '../live/session-query.js';
import type { Organisation } from '../organisation.js';
import { createPageTokens } from '../page-token.js';
import { detailsAnswerOf, isDetailsQuery } from '../platform/details-query.js';
import type { PlatformRoom } from '../platform-room.js';
import { refuseForbidden } from './platform.js';
import { requireAccess } from '../require-access.js';
import { sentimentPageOf } from '../sentiment-page.js';
import { parseSentimentQuery } from '../sentiment-query.js';

/** The details query in the published form, and in the two forms of the documents: for sentiments and for sessions. */
export function addDetailsQueryRoutes(
  app: FastifyInstance,
  context: {
    organisation: Organisation;
    accessTokens: AccessTokens;
    platform: PlatformRoom;
    sessions: Parameters<typeof sessionPageOf>[0];
  },
): void {
  const { organisation, accessTokens, sessions, platform } = context;
  const { seed, period, conversations } = organisation;
  const pageTokens = createPageTokens(JSON.stringify([seed, period, conversations.size]));

  app.post('/api/v2/analytics/conversations/details/query', {
    onRequest: [requireAccess(accessTokens), refuseForbidden(platform)],
    handler: async ({ body }) => {
      if (isDetailsQuery(body)) return detailsAnswerOf(platform, body);
      return isSessionQuery(body)
        ? sessionPageOf(sessions, parseSessionQuery(body))
        : sentimentPageOf(conversations, pageTokens, parseSentimentQuery(body));
    },
  });
}

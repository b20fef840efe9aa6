import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from '../access-tokens.js';
import { bearerTokenOf } from '../bearer-token.js';
import { GenesysError } from '../genesys-error.js';
import type { Organisation } from '../organisation.js';
import { createPageTokens } from '../page-token.js';
import { sentimentPageOf } from '../sentiment-page.js';
import { parseSentimentQuery } from '../sentiment-query.js';

function requireAccess(accessTokens: AccessTokens, authorization: string | undefined): void {
  const token = bearerTokenOf(authorization);
  if (token !== null && accessTokens.isValid(token)) return;
  throw new GenesysError({ status: 401, code: 'bad.credentials', message: 'Invalid login credentials.' });
}

/** The details query in the sentiment form of the documented profile. */
export function addDetailsQueryRoutes(
  app: FastifyInstance,
  context: { organisation: Organisation; accessTokens: AccessTokens },
): void {
  const { organisation, accessTokens } = context;
  const { seed, period, conversations } = organisation;
  const pageTokens = createPageTokens(JSON.stringify([seed, period, conversations.size]));

  app.post('/api/v2/analytics/conversations/details/query', {
    onRequest: async (request) => {
      requireAccess(accessTokens, request.headers.authorization);
    },
    handler: async (request) => sentimentPageOf(conversations, pageTokens, parseSentimentQuery(request.body)),
  });
}

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AccessTokens } from '../access-tokens.js';
import { parseInsightQuery } from '../insights/insight-query.js';
import type { Insights } from '../insights/insights.js';
import { parseFields } from '../parse-fields.js';
import { requireAccess } from '../require-access.js';

const paramsSchema = z.strictObject({ interactionId: z.uuid() });

/** The insights of one interaction, as the document on Agent Assist has them. */
export function addInsightRoutes(
  app: FastifyInstance,
  { insights, accessTokens }: { insights: Insights; accessTokens: AccessTokens },
): void {
  app.get('/api/v2/agentassist/interactions/:interactionId/insights', {
    onRequest: requireAccess(accessTokens),
    handler: async ({ params, query }) =>
      insights.pageOf(parseFields(paramsSchema, params).interactionId, parseInsightQuery(query)),
  });
}

import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from '../access-tokens.js';
import { requireAccess } from '../require-access.js';
import { withoutSecret, type NewWebhook } from '../webhooks/webhook.js';
import type { Webhooks } from '../webhooks/webhooks.js';

/** Webhooks can be registered and, as documented, neither listed nor found again. */
export function addWebhookRoutes(
  app: FastifyInstance,
  { webhooks, accessTokens }: { webhooks: Webhooks; accessTokens: AccessTokens },
): void {
  app.post('/api/v2/integrations/webhooks', {
    onRequest: requireAccess(accessTokens),
    handler: async ({ body }, reply) =>
      reply.code(201).send(withoutSecret(webhooks.register(body as NewWebhook))),
  });
}

import type { FastifyInstance } from 'fastify';
import { withoutSecret } from '../webhooks/webhook.js';
import type { Webhooks } from '../webhooks/webhooks.js';
import { addSettingRoutes } from './setting-routes.js';

/** What is registered, what became of its deliveries, and the trouble they meet. */
export function addWebhookControlRoutes(app: FastifyInstance, webhooks: Webhooks): void {
  app.get('/simulator/webhooks', () => ({
    webhooks: webhooks.all().map(withoutSecret),
    counts: webhooks.counts(),
  }));
  app.delete('/simulator/webhooks', (_request, reply) => {
    webhooks.clear();
    return reply.code(204).send();
  });
  addSettingRoutes(app, '/simulator/webhooks/faults', webhooks.faults);
  addSettingRoutes(app, '/simulator/webhooks/spelling', webhooks.spelling);
}

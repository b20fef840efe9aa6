import type { FastifyInstance } from 'fastify';
import { WEBHOOK_TOPICS } from './webhook-topics.js';

const ALLOW: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(WEBHOOK_TOPICS).map((path) => [path, 'POST'])),
  '/healthz': 'GET, HEAD',
  '/readyz': 'GET, HEAD',
};

/** 404, or 405 where only the method is wrong, before a byte of the body is read. */
export function refuseUnknownRoutes(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    const [path = ''] = request.url.split('?');
    const allow = Object.hasOwn(ALLOW, path) ? ALLOW[path] : undefined;
    if (allow === undefined) return reply.code(404).send({ error: 'notFound' });
    return reply.code(405).header('allow', allow).send({ error: 'methodNotAllowed' });
  });
}

import type { FastifyInstance } from 'fastify';
import type { RequestCounters } from './request-counters.js';

const CONTROL_PREFIX = '/simulator/';

/**
 * Everything that happens to each request, whatever its route. Trouble that a network or a busy server makes belongs
 * here too, and nowhere else: before the effect in `onRequest`, to the answer as an object in `preSerialization`, to its
 * bytes and its connection after the effect in `onSend`. Routes then need not know of it.
 */
export function addRequestHooks(app: FastifyInstance, counters: RequestCounters): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('ININ-Correlation-Id', request.id);
  });

  // Counted before the answer leaves, so that a client that has it finds it counted.
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith(CONTROL_PREFIX)) return;
    counters.count(`${request.method} ${request.routeOptions.url ?? '(no route)'}`, reply.statusCode);
  });
}

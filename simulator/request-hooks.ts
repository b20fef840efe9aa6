import type { FastifyInstance } from 'fastify';
import { addFaultHooks, type FaultContext } from './faults/fault-hooks.js';
import type { RequestCounters } from './request-counters.js';

const CONTROL_PREFIX = '/simulator/';

/**
 * Everything that happens to each request, whatever its route. Trouble that a network or a busy server makes comes in
 * here too, and nowhere else, so that routes need not know of it. What was answered is counted even if a fault then keeps
 * it from the client.
 */
export function addRequestHooks(
  app: FastifyInstance,
  { counters, ...faults }: FaultContext & { counters: RequestCounters },
): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('ININ-Correlation-Id', request.id);
  });

  // Counted before the answer leaves, so that a client that has it finds it counted.
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith(CONTROL_PREFIX)) return;
    counters.count(`${request.method} ${request.routeOptions.url ?? '(no route)'}`, reply.statusCode);
  });

  addFaultHooks(app, faults);
}

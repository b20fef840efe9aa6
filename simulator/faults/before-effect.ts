import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessTokens } from '../access-tokens.js';
import { bearerTokenOf } from '../bearer-token.js';
import { createSeededRandom } from '../seeded-random.js';
import type { Fault, WhatOf } from './fault.js';
import type { Listener } from './listener.js';
import type { MinuteLimits } from './minute-limits.js';
import { limitHeaders, rateLimitAnswer, tooManyRequests } from './rate-limit-answer.js';
import { prepareStatusAnswer } from './status-answer.js';

export type BeforeEffectContext = {
  accessTokens: AccessTokens;
  listener: Listener;
  limits: MinuteLimits;
  fired(fault: Fault): void;
};

/** Cuts the connection; nothing more is written to it. */
export function drop(request: FastifyRequest, reply: FastifyReply): void {
  if (!reply.sent) reply.hijack();
  request.raw.socket.destroy();
}

/** Until the client gives up, or the time is over. */
export async function hang(request: FastifyRequest, forMs: number | undefined): Promise<void> {
  const { socket } = request.raw;
  if (socket.destroyed) return;
  const closed = once(socket, 'close');
  await (forMs === undefined ? closed : Promise.race([closed, delay(forMs)]));
}

function answerMinuteLimit(
  fault: Fault,
  { limits, accessTokens, fired }: BeforeEffectContext,
  request: FastifyRequest,
  reply: FastifyReply,
): boolean {
  if (fault.what.kind !== 'minuteLimit') return false;
  const clientId = accessTokens.clientOf(bearerTokenOf(request.headers.authorization) ?? '');
  // Without a valid token there is no client whose budget it could be.
  if (clientId === null) return false;
  const { allowed, count, resetSeconds } = limits.take(fault, fault.what, clientId);
  reply.headers(limitHeaders({ count, allowed: fault.what.perMinute, resetSeconds }));
  if (allowed) return false;
  fired(fault);
  const error = tooManyRequests(resetSeconds);
  void reply.code(429).header('retry-after', String(resetSeconds)).send(error.toBody(request.id));
  return true;
}

const latencyOf = ({ ms, jitterMs, seed }: WhatOf<'latency'>, at: number): number =>
  ms + jitterMs * createSeededRandom(seed).fraction(at, 0);

/** Lets one fault happen before anything else does. True when the request has come to its end with it. */
export async function happenBeforeEffect(
  fault: Fault,
  context: BeforeEffectContext,
  { request, reply, requestNumber }: { request: FastifyRequest; reply: FastifyReply; requestNumber: number },
): Promise<boolean> {
  const { accessTokens, listener, fired } = context;
  const { what } = fault;
  switch (what.kind) {
    case 'minuteLimit':
      return answerMinuteLimit(fault, context, request, reply);
    case 'rateLimited': {
      fired(fault);
      const { headers, error } = rateLimitAnswer(what);
      void reply.code(429).headers(headers).send(error.toBody(request.id));
      return true;
    }
    case 'status':
      if (what.effect === 'after') return false;
      fired(fault);
      void reply.send(prepareStatusAnswer(what, reply, request.id));
      return true;
    case 'dropped':
      if (what.effect === 'after') return false;
      fired(fault);
      drop(request, reply);
      return true;
    case 'hang':
      if (what.effect === 'after') return false;
      fired(fault);
      await hang(request, what.forMs);
      drop(request, reply);
      return true;
    case 'connectionsDestroyed':
      fired(fault);
      reply.hijack();
      listener.destroyNext(what.connections);
      return true;
    case 'listenerClosed':
      fired(fault);
      reply.hijack();
      listener.closeFor(what.forMs);
      return true;
    case 'latency':
      fired(fault);
      await delay(latencyOf(what, requestNumber));
      return false;
    case 'tokenExpired':
      fired(fault);
      accessTokens.end(bearerTokenOf(request.headers.authorization) ?? '');
      return false;
    case 'tokensRevoked':
      fired(fault);
      accessTokens.revokeAll();
      return false;
    default:
      return false;
  }
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccessTokens } from '../access-tokens.js';
import type { Clock } from '../clock.js';
import { happenAfterEffect } from './after-effect.js';
import { happenBeforeEffect } from './before-effect.js';
import type { FaultBoard } from './fault-board.js';
import type { Fault } from './fault.js';
import { alteredGroupPage, isGroupPage, shiftOffset, unshiftedPage } from './group-page-faults.js';
import { createListener } from './listener.js';
import { createMinuteLimits } from './minute-limits.js';
import { createPageFaults, type FaultyPage } from './page-faults.js';
import { placeOf } from './place.js';
import { alteredTokenAnswer } from './token-life.js';

export type FaultContext = { board: FaultBoard; accessTokens: AccessTokens; clock: Clock };

const isPage = (payload: unknown): payload is FaultyPage =>
  typeof payload === 'object' && payload !== null && 'entities' in payload;

function askedTokenOf({ method, body, query }: FastifyRequest): string | null {
  const asked = method === 'GET' ? query : body;
  const token: unknown =
    typeof asked === 'object' && asked !== null ? Reflect.get(asked, 'nextPageToken') : undefined;
  return typeof token === 'string' ? token : null;
}

/** Puts the faults of the board in the way of every request: before its effect, into its answer, and onto its bytes. */
export function addFaultHooks(app: FastifyInstance, { board, accessTokens, clock }: FaultContext): void {
  const met = new WeakMap<FastifyRequest, Fault[]>();
  const shifts = new WeakMap<FastifyRequest, number>();
  const pages = createPageFaults();
  const listener = createListener(app.server);
  const context = { accessTokens, listener, limits: createMinuteLimits(clock), fired: board.fired };
  const alteredAnswer = (answer: unknown, fault: Fault, request: FastifyRequest): unknown => {
    if (isPage(answer)) return pages.alter(answer, fault, askedTokenOf(request));
    if (isGroupPage(answer)) return alteredGroupPage(answer, fault);
    return alteredTokenAnswer(answer, fault, accessTokens);
  };
  board.onChange(() => void listener.restore());
  app.addHook('preClose', () => listener.restore());

  app.addHook('onRequest', async (request, reply) => {
    const place = placeOf(request);
    if (place === null) return undefined;
    const { faults, requestNumber } = board.meet(place);
    met.set(request, faults);
    for (const fault of faults) {
      const isOver = await happenBeforeEffect(fault, context, { request, reply, requestNumber });
      // Fastify goes on to the route unless it is given the reply: what was sent has not left yet.
      if (isOver) return reply;
    }
    return undefined;
  });

  app.addHook('preHandler', async (request) => {
    for (const fault of met.get(request) ?? []) {
      const shift = shiftOffset(request.body, fault);
      if (!shift) continue;
      request.body = shift.body;
      shifts.set(request, (shifts.get(request) ?? 0) + shift.rows);
      board.fired(fault);
    }
  });

  app.addHook('preSerialization', async (request, reply, payload: unknown) => {
    if (reply.statusCode !== 200) return payload;
    const rows = shifts.get(request);
    const asked = rows !== undefined && isGroupPage(payload) ? unshiftedPage(payload, rows) : payload;
    return (met.get(request) ?? []).reduce((current, fault) => {
      const next = alteredAnswer(current, fault, request);
      if (next !== current) board.fired(fault);
      return next;
    }, asked);
  });

  app.addHook('onSend', async (request, reply, payload: unknown) => {
    if (typeof payload !== 'string' || reply.statusCode >= 300) return payload;
    for (const fault of met.get(request) ?? []) {
      const altered = await happenAfterEffect(fault, { request, reply, payload });
      if (altered === null) continue;
      board.fired(fault);
      return altered;
    }
    return payload;
  });
}

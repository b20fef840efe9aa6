import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { drop, hang } from './before-effect.js';
import type { Fault, WhatOf } from './fault.js';
import { prepareStatusAnswer } from './status-answer.js';

const MALFORMED = {
  json: '{"entities":[{"interactionId":"a",]',
  html: '<html><body>Sign in to this network</body></html>',
  empty: '',
};

async function* drip(bytes: Buffer, { pieces, everyMs }: WhatOf<'slowBody'>): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  for (let at = 0; at < bytes.length; at += size) {
    if (at > 0) await delay(everyMs);
    yield bytes.subarray(at, at + size);
  }
}

async function* breakOff(bytes: Buffer, request: FastifyRequest): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, bytes.length / 2);
  // What was written must have left before the connection is cut, or nothing would be seen of it.
  await delay(5);
  request.raw.socket.destroy();
}

/** Lets one fault happen to an answer whose effect is done. Gives the bytes that shall leave. */
export async function happenAfterEffect(
  { what }: Fault,
  { request, reply, payload }: { request: FastifyRequest; reply: FastifyReply; payload: string },
): Promise<string | Readable | null> {
  const bytes = Buffer.from(payload);
  switch (what.kind) {
    case 'status':
      return what.effect === 'before' ? null : (prepareStatusAnswer(what, reply, request.id) ?? '');
    case 'dropped':
      if (what.effect === 'before') return null;
      drop(request, reply);
      return payload;
    case 'hang':
      if (what.effect === 'before') return null;
      await hang(request, what.forMs);
      drop(request, reply);
      return payload;
    case 'slowHeaders':
      await delay(what.ms);
      return payload;
    case 'slowBody':
      reply.header('content-length', bytes.length);
      return Readable.from(drip(bytes, what), { objectMode: false });
    case 'truncated':
      if (what.announced === 'part') return payload.slice(0, payload.length / 2);
      reply.header('content-length', bytes.length);
      return Readable.from(breakOff(bytes, request), { objectMode: false });
    case 'malformed':
      return MALFORMED[what.body];
    case 'wrongShape':
      return '{"entities":"none","access_token":7}';
    default:
      return null;
  }
}

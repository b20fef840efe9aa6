import type { FastifyReply } from 'fastify';
import { GenesysError } from '../genesys-error.js';
import type { WhatOf } from './fault.js';

const HTML = '<html><head><title>Bad Gateway</title></head><body><h1>nginx</h1></body></html>';

/** Gives the answer its status and headers, and the body that shall leave with them; undefined is none. */
export function prepareStatusAnswer(
  { status, body, retryAfterSeconds }: WhatOf<'status'>,
  reply: FastifyReply,
  contextId: string,
): string | undefined {
  void reply.code(status).removeHeader('content-type');
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  switch (body) {
    case 'empty':
      return undefined;
    case 'html':
      void reply.type('text/html');
      return HTML;
    case 'json': {
      const error = { status, code: 'simulated.fault', message: 'This is a simulated fault.' };
      void reply.type('application/json; charset=utf-8');
      return JSON.stringify(new GenesysError(error).toBody(contextId));
    }
  }
}

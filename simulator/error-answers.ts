import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GenesysError } from './genesys-error.js';

const CODE_BY_STATUS: Partial<Record<number, string>> = {
  400: 'bad.request',
  413: 'request.entity.too.large',
  415: 'unsupported.media.type',
};

function statusOf(error: unknown): number {
  const hasStatus = typeof error === 'object' && error !== null && 'statusCode' in error;
  return hasStatus && typeof error.statusCode === 'number' ? error.statusCode : 500;
}

function toGenesysError(error: unknown): GenesysError {
  if (error instanceof GenesysError) return error;
  const status = statusOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return new GenesysError({ status, code: CODE_BY_STATUS[status] ?? 'internal.server.error', message });
}

function isPathOf(pattern: string, path: string): boolean {
  const parts = path.split('/');
  const names = pattern.split('/');
  return (
    names.length === parts.length && names.every((name, at) => name.startsWith(':') || name === parts[at])
  );
}

/** Also for what Fastify refuses before it looks for a route, such as an address that can't be decoded. */
export function answerWithError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const answer = toGenesysError(error);
  void reply.code(answer.status).header('ININ-Correlation-Id', request.id).send(answer.toBody(request.id));
}

/** Gives every failure Genesys' error body, and a wrong method 405 with `Allow`, for which Fastify has only 404. */
export function addErrorAnswers(app: FastifyInstance): void {
  const methodsByPattern = new Map<string, string[]>();
  app.addHook('onRoute', ({ url, method }) => {
    methodsByPattern.set(url, [...(methodsByPattern.get(url) ?? []), method].flat());
  });

  app.setErrorHandler(answerWithError);
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const [, allowed] = [...methodsByPattern].find(([pattern]) => isPathOf(pattern, path)) ?? [];
    if (!allowed) throw new GenesysError({ status: 404, code: 'not.found', message: `There is no ${path}.` });
    reply.header('allow', allowed.join(', '));
    throw new GenesysError({
      status: 405,
      code: 'method.not.allowed',
      message: `${path} takes ${allowed.join(', ')}.`,
    });
  });
}

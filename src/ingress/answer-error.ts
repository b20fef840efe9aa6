import type { FastifyReply } from 'fastify';

const WORDS: Readonly<Record<number, string>> = {
  400: 'badRequest',
  413: 'bodyTooLarge',
  415: 'badRequest',
  500: 'internal',
};

/** Says what kind of thing is wrong, and nothing of what was sent. */
export function answerError(error: unknown, reply: FastifyReply): void {
  const wanted = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  const status = wanted === 415 ? 400 : wanted in WORDS ? wanted : 500;
  void reply.code(status).send({ error: WORDS[status] });
}

export const answerNotFound = (reply: FastifyReply): void => void reply.code(404).send({ error: 'notFound' });

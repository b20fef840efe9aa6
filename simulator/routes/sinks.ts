import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SINK_NAMES, type Sink, type Sinks } from '../sinks.js';
import { createSignatureCheck, type SignatureCheck } from '../standard-webhooks.js';

const MAX_BODY_BYTES = 1_048_576;

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function refuse(reply: FastifyReply, status: number, error: string, message: string): FastifyReply {
  return reply.code(status).send({ error, message });
}

function receive(
  sink: Sink,
  check: SignatureCheck | null,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { headers } = request;
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const complaint = check?.({ headers, body: bytes }) ?? null;
  if (complaint !== null) return refuse(reply, 401, 'invalid_signature', complaint);
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') {
    return refuse(reply, 400, 'missing_idempotency_key', 'Idempotency-Key is required');
  }
  const body = parseJson(bytes);
  if (body === undefined) return refuse(reply, 400, 'invalid_json', 'The body must be JSON');

  const outcome = sink.accept({ key, body });
  switch (outcome) {
    case 'stored':
      return reply.code(201).send({ key });
    case 'replayed':
      return reply.code(200).header('Idempotent-Replayed', 'true').send({ key });
    case 'conflicting':
      return refuse(reply, 422, 'idempotency_key_reused', 'This key was used with another body');
  }
}

/** `POST /sinks/coaching` and `POST /sinks/crm`; `HEAD` asks whether one is there. */
export function addSinkRoutes(
  app: FastifyInstance,
  context: { sinks: Sinks; sinkSecret?: string | undefined },
): void {
  const check = context.sinkSecret === undefined ? null : createSignatureCheck(context.sinkSecret);
  void app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    // Signatures are made over bytes, so the bytes must reach the handler.
    routes.addContentTypeParser<Buffer>(
      'application/json',
      { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
      async (_request: unknown, body: Buffer) => body,
    );
    routes.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) =>
      refuse(reply, error.statusCode ?? 500, 'invalid_request', error.message),
    );
    for (const name of SINK_NAMES) {
      routes.post(`/sinks/${name}`, (request, reply) => receive(context.sinks[name], check, request, reply));
      routes.head(`/sinks/${name}`, (_request, reply) => reply.code(204).send());
    }
  });
}

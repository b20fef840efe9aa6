import { createHash, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { PayloadCodec } from '@temporalio/common';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { InvalidInputError } from '../domain/invalid-input.js';
import type { Secret } from '../domain/secret.js';
import { payloadFromJson, payloadToJson, type PayloadJson } from './payload-json.js';

export type CodecServerOptions = {
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
  /** Where the Temporal UI is served; no other page may ask. */
  readonly origins: readonly string[];
  /** Null: only those pages may ask, and nobody else. */
  readonly token: Secret | null;
  readonly codec: PayloadCodec;
};

export type CodecServer = { readonly port: number; close(): Promise<void> };

/** Temporal takes messages of 4 MiB; base64 and JSON make them larger. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const BODY_TIMEOUT_MS = 5_000;

const PAYLOADS = {
  type: 'object',
  required: ['payloads'],
  properties: {
    payloads: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          metadata: { type: 'object', additionalProperties: { type: 'string' } },
          data: { type: 'string' },
        },
      },
    },
  },
} as const;

/**
 * `POST /decode` and `/encode`, `{payloads}` in Protobuf's JSON both ways, for the Temporal UI and `temporal --codec-endpoint`.
 * It speaks plain HTTP and writes no log: what passes through it is the very text that histories shall not show.
 * @throws {InvalidInputError} naming `CODEC_PORT` when the port can't be had
 */
export async function serveCodec({
  port,
  host,
  codec,
  ...callers
}: CodecServerOptions): Promise<CodecServer> {
  const app = Fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: BODY_TIMEOUT_MS,
    // Node looks for what is late only this often, and takes the longer of both time-outs for the body.
    http: { connectionsCheckingInterval: 500, headersTimeout: BODY_TIMEOUT_MS },
    forceCloseConnections: true,
  });
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', admit(callers));
  addRoute(app, '/decode', (payloads) => codec.decode(payloads));
  addRoute(app, '/encode', (payloads) => codec.encode(payloads));
  app.setErrorHandler((error: Error & { statusCode?: number }, _, reply) => {
    if (error instanceof InvalidInputError) return reply.code(422).send({ message: error.message });
    const status = error.statusCode ?? 500;
    // Never the error's own words: a parser quotes what it could not read.
    return reply.code(status).send({ message: status < 500 ? 'not a list of payloads' : 'failed' });
  });
  await app.listen({ port, host }).catch((error: NodeJS.ErrnoException) => {
    const problem = `${port} can't be used (${error.code ?? error.message})`;
    throw new InvalidInputError([{ field: 'CODEC_PORT', problem }]);
  });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}

function addRoute(app: FastifyInstance, path: string, convert: PayloadCodec['decode']): void {
  app.post<{ Body: { payloads: PayloadJson[] } }>(path, { schema: { body: PAYLOADS } }, async ({ body }) => {
    const payloads = await convert(body.payloads.map(payloadFromJson));
    return { payloads: payloads.map(payloadToJson) };
  });
}

/** CORS and the bearer token. Only a browser names an origin, and it never lets a page lie about it. */
const admit =
  ({ origins, token }: Pick<CodecServerOptions, 'origins' | 'token'>) =>
  async ({ method, headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { origin, authorization } = headers;
    if (origin === undefined ? token === null : !origins.includes(origin)) {
      return reply.code(403).send({ message: 'not for this caller' });
    }
    if (origin !== undefined) {
      reply.header('access-control-allow-origin', origin).header('vary', 'origin');
      if (method === 'OPTIONS') return reply.headers(PREFLIGHT).code(204).send();
    }
    if (token !== null && !isSame(authorization ?? '', `Bearer ${token.reveal()}`)) {
      return reply.code(401).header('www-authenticate', 'Bearer').send({ message: 'wrong token' });
    }
    return undefined;
  };

const PREFLIGHT = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization, content-type, x-namespace',
  'access-control-max-age': '600',
};

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** In a time that tells nothing about either. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digestOf(one), digestOf(other));

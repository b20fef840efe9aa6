import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { answerError, answerNotFound } from './answer-error.js';
import { addHealthRoutes } from './health-routes.js';
import type { IngressLog, InboxEntry, InboxWriter } from './ports.js';
import { refuseUnknownRoutes } from './unknown-routes.js';
import { createVerifier, type VerifierOptions } from './verifier.js';
import { addWebhookRoutes } from './webhook-routes.js';

export type IngressOptions = VerifierOptions & {
  readonly inbox: InboxWriter;
  readonly log: IngressLog;
  /** Told of each event once, when it is durable and answered. Must not throw. */
  readonly onReceived: (event: InboxEntry) => void;
  /** Whether an event could be taken now. */
  readonly isReady: () => Promise<boolean>;
  /** For a whole request to arrive. */
  readonly requestTimeoutMs?: number;
};

const MAX_BODY_BYTES = 256 * 1024;
const REQUEST_TIMEOUT_MS = 5000;

/**
 * The webhook receiver, not yet listening: verified over raw bytes, then parsed, then durable, then answered 202.
 * @throws {InvalidInputError} naming `INGRESS_SECRETS` or `INGRESS_BEARER` when they let nobody in, or everybody
 */
export function createIngress(options: IngressOptions): FastifyInstance {
  const requestTimeout = options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
  const app = Fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout,
    // Node looks for slow requests only every 30 s, and for none at all while its own limit for headers is the longer one.
    http: { connectionsCheckingInterval: 500, requestTimeout, headersTimeout: requestTimeout },
    // A path that can't be decoded.
    frameworkErrors: (_error, _request, reply: FastifyReply) => answerNotFound(reply),
  });
  const verify = createVerifier(options);

  // Bytes, whatever a request calls them: a signature is over bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, _request, reply) => answerError(error, reply));
  refuseUnknownRoutes(app);
  addHealthRoutes(app, options.isReady);
  addWebhookRoutes(app, { ...options, verify });
  return app;
}

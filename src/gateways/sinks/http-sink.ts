import { Agent, request, type Dispatcher } from 'undici';
import type { Secret } from '../../domain/secret.js';
import { retryAfterMs } from '../retry-after.js';
import type { Delivery, Receipt, Sink } from './sink.js';
import { signatureHeaders } from './standard-webhooks.js';

export type HttpSinkOptions = {
  readonly url: string;
  readonly secret: Secret | null;
  readonly authorization: Secret | null;
  readonly dispatcher?: Dispatcher;
  readonly now?: () => number;
};

const ATTEMPT_TIMEOUT_MS = 10_000;
const MAY_SUCCEED_LATER = new Set([408, 409, 425, 429]);

/** Posts JSON with an `Idempotency-Key` and, where a secret is set, a Standard Webhooks signature. Redirects are not followed. */
export function createHttpSink(options: HttpSinkOptions): Sink {
  const dispatcher = options.dispatcher ?? new Agent({ connections: 32 });
  const now = options.now ?? Date.now;
  const headersFor = ({ key, body }: Delivery) => ({
    'content-type': 'application/json',
    'idempotency-key': key,
    ...(options.secret && signatureHeaders(options.secret, { id: key, atMs: now(), body })),
    ...authorizationOf(options),
  });

  return {
    async send(delivery, { signal } = {}) {
      const limit = AbortSignal.timeout(ATTEMPT_TIMEOUT_MS);
      try {
        const response = await request(options.url, {
          method: 'POST',
          dispatcher,
          headers: headersFor(delivery),
          body: delivery.body,
          signal: signal ? AbortSignal.any([signal, limit]) : limit,
        });
        await response.body.dump();
        return toReceipt(response, now());
      } catch (error) {
        if (signal?.aborted) throw error;
        return { outcome: 'unavailable', reason: `no answer (${codeOf(error)})`, retryAfterMs: null };
      }
    },
    async probe() {
      const { statusCode, body } = await request(options.url, {
        method: 'HEAD',
        dispatcher,
        headers: authorizationOf(options),
        signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
      }).catch((error: unknown) => {
        throw new Error(`no answer (${codeOf(error)})`);
      });
      await body.dump();
      if (statusCode >= 500) throw new Error(`HEAD answered ${statusCode}`);
      return `reachable, HEAD answered ${statusCode}`;
    },
  };
}

const authorizationOf = ({ authorization }: HttpSinkOptions): Record<string, string> =>
  authorization ? { authorization: authorization.reveal() } : {};

function toReceipt({ statusCode, headers }: Dispatcher.ResponseData, nowMs: number): Receipt {
  if (statusCode >= 200 && statusCode < 300) return { outcome: 'delivered', receipt: `HTTP ${statusCode}` };
  const reason = `HTTP ${statusCode}`;
  return statusCode >= 500 || MAY_SUCCEED_LATER.has(statusCode)
    ? {
        outcome: 'unavailable',
        reason,
        retryAfterMs: retryAfterMs({ status: statusCode, headers, message: null }, nowMs),
      }
    : { outcome: 'refused', reason };
}

const codeOf = (error: unknown): string =>
  error instanceof Error
    ? 'code' in error && typeof error.code === 'string'
      ? error.code
      : error.name
    : 'failed';

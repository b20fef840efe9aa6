import { GenesysTransportError, GenesysUnreadableError, type RequestIdentity } from './errors.js';

/** Codes of failures that happen before a byte of the request can have left. */
const NOT_SENT = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_SSL_WRONG_VERSION_NUMBER',
]);

/** Turns what undici threw into our class. A cancelled request stays what it is: it is no failure of Genesys. */
export function requestFailure(request: RequestIdentity, error: unknown): Error {
  if (!(error instanceof Error))
    return new GenesysTransportError(request, { reason: 'failed', sent: 'unknown' });
  if (error.name === 'AbortError' || error.name === 'CancelledFailure') return error;
  const code = codeOf(error);
  // The message of a socket error names hosts and addresses; the code says all that a reader needs.
  return new GenesysTransportError(request, {
    reason: `no answer (${code ?? error.name})`,
    sent: code !== null && NOT_SENT.has(code) ? 'no' : 'unknown',
  });
}

/** @throws {GenesysUnreadableError} when the text was cut or is not JSON; says nothing of the text itself */
export function parseJson(text: string, request: RequestIdentity): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new GenesysUnreadableError(`the body is not JSON (${text.length} characters)`, request);
  }
}

function codeOf(error: Error): string | null {
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0]);
  return error.cause instanceof Error ? codeOf(error.cause) : null;
}

import { createHmac } from 'node:crypto';
import type { Secret } from '../../domain/secret.js';

/** The secret's bytes: `whsec_` and base64, or any other text as it is. */
const keyOf = (secret: Secret): Buffer => {
  const text = secret.reveal();
  return text.startsWith('whsec_')
    ? Buffer.from(text.slice('whsec_'.length), 'base64')
    : Buffer.from(text, 'utf8');
};

/** Headers of the Standard Webhooks specification 1.0.0: HMAC-SHA256 over `id.timestamp.body`. */
export function signatureHeaders(
  secret: Secret,
  { id, atMs, body }: { id: string; atMs: number; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1000));
  const digest = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${digest}` };
}

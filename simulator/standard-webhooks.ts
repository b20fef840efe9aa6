import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Says what is wrong with a delivery's signature, or null when nothing is. */
export type SignatureCheck = (delivery: { headers: IncomingHttpHeaders; body: Buffer }) => string | null;

const SECRET = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/;
const TOLERANCE_SECONDS = 300;

function equalText(one: string, other: string): boolean {
  const left = Buffer.from(one);
  const right = Buffer.from(other);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The bytes of a `whsec_` secret, or null for a text that is none. */
export function webhookKeyOf(secret: string): Buffer | null {
  const [, encodedKey] = SECRET.exec(secret) ?? [];
  return encodedKey ? Buffer.from(encodedKey, 'base64') : null;
}

/** The sender's half: one entry of `webhook-signature`. */
export function signatureOf(
  { id, timestamp, body }: { id: string; timestamp: string; body: string | Buffer },
  key: Buffer,
): string {
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return `v1,${digest}`;
}

/**
 * The receiver's half of https://www.standardwebhooks.com. Age is measured in real time, since the sender does not know
 * the simulator's clock. Signatures are compared as text: a digest has several spellings in base64, only one of them right.
 */
export function createSignatureCheck(secret: string): SignatureCheck {
  const key = webhookKeyOf(secret);
  if (!key) throw new RangeError('sinkSecret must be whsec_ and a key in base64');

  return ({ headers, body }) => {
    const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
    if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') {
      return 'webhook-id, webhook-timestamp and webhook-signature are required';
    }
    const ageSeconds = Math.abs(Date.now() / 1000 - Number(timestamp));
    if (!/^\d+$/.test(timestamp) || ageSeconds > TOLERANCE_SECONDS) {
      return 'webhook-timestamp is too far from the present';
    }
    const expected = signatureOf({ id, timestamp, body }, key);
    return signatures.split(' ').some((candidate) => equalText(candidate, expected))
      ? null
      : 'webhook-signature does not match';
  };
}

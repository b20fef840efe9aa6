import { createHmac } from 'node:crypto';
import { anyEqual } from './equal-text.js';
import type { Claim } from './claim.js';
import type { SigningKey } from './signing-key.js';

const TOLERANCE_SECONDS = 300;
// Each costs a comparison, and who sends them is not known yet.
const MAX_SIGNATURES = 16;
const ID = /^[\x21-\x7e]{1,256}$/;

/**
 * The receiver's half of Standard Webhooks 1.0.0 (www.standardwebhooks.com): one of several `v1` signatures over
 * `id.timestamp.body` fits one of the keys. Texts are compared, not bytes: a digest has four spellings in base64, one of them right.
 */
export function standardWebhooksId(
  { values, body }: Claim,
  { keys, nowMs }: { keys: readonly SigningKey[]; nowMs: number },
): string | null {
  const [id = '', timestamp = '', signatures = ''] = values;
  const expected = keys.map(({ decoded }) => {
    const hmac = createHmac('sha256', decoded).update(`${id}.${timestamp}.`, 'latin1').update(body);
    return `v1,${hmac.digest('base64')}`;
  });
  const candidates = signatures.split(' ', MAX_SIGNATURES + 1);
  const fits = candidates.length <= MAX_SIGNATURES && anyEqual(candidates, expected);
  return fits && ID.test(id) && isRecent(timestamp, nowMs) ? id : null;
}

const isRecent = (timestamp: string, nowMs: number): boolean =>
  /^\d{1,12}$/.test(timestamp) && Math.abs(nowMs / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;

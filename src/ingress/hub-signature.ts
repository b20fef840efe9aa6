import { createHmac } from 'node:crypto';
import { anyEqual } from './equal-text.js';
import type { Claim } from './claim.js';
import type { SigningKey } from './signing-key.js';

/**
 * `X-Hub-Signature-256: sha256=` over the raw body: canonical base64 as Genesys' open messaging sends it, or lower-case hex as
 * most others do. A second spelling of the same digest is not accepted.
 */
export function fitsHubSignature({ values, body }: Claim, keys: readonly SigningKey[]): boolean {
  const expected = keys.flatMap(({ decoded, literal }) =>
    [decoded, literal].flatMap((key) => {
      const digest = createHmac('sha256', key).update(body).digest();
      return [`sha256=${digest.toString('hex')}`, `sha256=${digest.toString('base64')}`];
    }),
  );
  return anyEqual(values, expected);
}

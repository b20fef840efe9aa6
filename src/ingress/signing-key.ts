import { InvalidInputError } from '../domain/invalid-input.js';
import type { Secret } from '../domain/secret.js';

const PREFIX = 'whsec_';

/** One shared secret as the bytes that senders make of it. */
export type SigningKey = {
  /** Standard Webhooks: what follows `whsec_`, decoded; any other text as it is. */
  readonly decoded: Buffer;
  /** The text itself: senders that know nothing of Standard Webhooks take it literally. */
  readonly literal: Buffer;
};

/** @throws {InvalidInputError} naming `INGRESS_SECRETS`: an empty key, or one decoded by mistake to nothing, lets everybody in */
export function createSigningKey(secret: Secret): SigningKey {
  const text = secret.reveal();
  const literal = Buffer.from(text, 'utf8');
  if (text === '') throw refused('must not hold an empty secret');
  if (!text.startsWith(PREFIX)) return { decoded: literal, literal };
  const encoded = text.slice(PREFIX.length);
  const decoded = Buffer.from(encoded, 'base64');
  if (decoded.length === 0 || decoded.toString('base64') !== encoded) {
    throw refused('holds a secret whose whsec_ is not followed by base64');
  }
  return { decoded, literal };
}

const refused = (problem: string) => new InvalidInputError([{ field: 'INGRESS_SECRETS', problem }]);

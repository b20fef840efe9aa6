import { InvalidInputError, type InputProblem } from '../domain/invalid-input.js';
import { Secret } from '../domain/secret.js';

/** The id travels in clear text with everything that its key encrypts; the key is 32 bytes as canonical base64. */
export type PayloadKey = { readonly id: string; readonly key: Secret };

const ID = /^[\w.-]{1,64}$/;
/** Exactly 32 bytes: 43 digits, of which the last carries four bits, and one padding. */
const KEY = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/**
 * Keys written as `id:base64`, separated by commas: the first encrypts, all decrypt.
 * @throws {InvalidInputError} on `PAYLOAD_KEYS`, naming entries by their place: what stands there may be a key in the wrong spot
 */
export function parsePayloadKeys(text: string): readonly PayloadKey[] {
  const entries = text.split(',').map((entry) => {
    const [id = '', key = '', ...rest] = entry.trim().split(':');
    return { id, key, isPair: rest.length === 0 };
  });
  const ids = entries.map(({ id }) => id);
  const problems = entries.flatMap(({ id, key, isPair }, index): InputProblem[] => {
    const says = (problem: string) => [{ field: 'PAYLOAD_KEYS', problem: `key ${index + 1} ${problem}` }];
    if (!isPair || !ID.test(id))
      return says('must be written as id:base64, the id in letters, digits, . _ -');
    if (!KEY.test(key)) return says('must be 32 bytes in base64 (`openssl rand -base64 32` makes one)');
    return ids.indexOf(id) < index ? says('has the id of an earlier one') : [];
  });
  if (problems.length > 0) throw new InvalidInputError(problems);
  return entries.map(({ id, key }) => ({ id, key: new Secret(key) }));
}

import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { InvalidInputError } from '../domain/invalid-input.js';
import { packPayload, unpackPayload } from './payload-frame.js';
import type { PayloadKey } from './payload-keys.js';

/** The names that Temporal's own samples use, so that its tools recognise what they can't read. */
const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';

const CIPHER = 'aes-256-gcm';
/** Random, as NIST SP 800-38D allows for up to 2^32 payloads of one key: rotate long before. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

type CipherKey = { readonly id: string; readonly key: KeyObject };

/**
 * Encrypts whole payloads with the first key and decrypts them with the key whose id they carry. Payloads that are not encrypted
 * pass through decoding, so keys can be introduced while runs are alive. Without keys nothing is encrypted, and what others have
 * encrypted is refused by the id of the missing key.
 * @throws {InvalidInputError} from `decode`, on `PAYLOAD_KEYS`: the key is missing, or is not the one that encrypted
 */
export function createPayloadCodec(keys: readonly PayloadKey[]): PayloadCodec {
  const ring = new Map(
    keys.map(({ id, key }) => [id, { id, key: createSecretKey(key.reveal(), 'base64') }] as const),
  );
  const [first] = ring.values();
  return {
    encode: async (payloads) => (first ? payloads.map((payload) => encrypt(first, payload)) : payloads),
    decode: async (payloads) =>
      payloads.map((payload) => (isEncrypted(payload) ? decrypt(ring, payload) : payload)),
  };
}

const textOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString();

const isEncrypted = ({ metadata }: Payload): boolean => textOf(metadata?.encoding) === ENCODING;

function encrypt({ id, key }: CipherKey, payload: Payload): Payload {
  const iv = randomBytes(IV_BYTES);
  const keyId = Buffer.from(id);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(keyId);
  return {
    ...payload,
    metadata: { encoding: Buffer.from(ENCODING), [KEY_ID]: keyId },
    data: Buffer.concat([iv, cipher.update(packPayload(payload)), cipher.final(), cipher.getAuthTag()]),
  };
}

function decrypt(ring: ReadonlyMap<string, CipherKey>, payload: Payload): Payload {
  const id = textOf(payload.metadata?.[KEY_ID]);
  const found = ring.get(id);
  if (!found) throw refusal(`has no key ${JSON.stringify(id)}, with which this payload was encrypted`);
  const opened = open(found, Buffer.from(payload.data ?? []));
  if (!opened)
    throw refusal(
      `key ${JSON.stringify(id)} does not open this payload: it was changed, or that was another key`,
    );
  return { ...payload, ...unpackPayload(opened) };
}

/** Null when it is not what this key has written. */
function open({ id, key }: CipherKey, data: Buffer): Buffer | null {
  if (data.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, key, data.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(id))
    .setAuthTag(data.subarray(-TAG_BYTES));
  const text = decipher.update(data.subarray(IV_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]);
  } catch {
    return null;
  }
}

const refusal = (problem: string) => new InvalidInputError([{ field: 'PAYLOAD_KEYS', problem }]);

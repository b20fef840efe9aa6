import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPayloadCodec } from '../../src/codec/payload-codec.js';
import { parsePayloadKeys } from '../../src/codec/payload-keys.js';
import { InvalidInputError } from '../../src/domain/invalid-input.js';
import { rejectionOf } from '../gateways/rejection-of.js';
import { keyText } from './key-text.js';

const [OLD, NEW] = [keyText('old'), keyText('new')];
const codecOf = (text: string) => createPayloadCodec(parsePayloadKeys(text));
const unencrypted = createPayloadCodec([]);

const bytes = fc.uint8Array({ maxLength: 300 });
const arbitraryPayload: fc.Arbitrary<Payload> = fc.record({
  metadata: fc.dictionary(fc.string(), bytes, { maxKeys: 4 }),
  data: bytes,
});

/** The same bytes, whichever class of array they came in. */
const plain = (payloads: readonly Payload[]) =>
  payloads.map(({ metadata, data }) => ({
    metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, [...value]])),
    data: [...(data ?? [])],
  }));

const hexOf = ({ metadata, data }: Payload): string =>
  [...Object.entries(metadata ?? {}).flat(), data ?? '']
    .map((part) => Buffer.from(part).toString('hex'))
    .join();

async function encodeText(codec: ReturnType<typeof codecOf>, text: string): Promise<Required<Payload>> {
  const [encoded] = await codec.encode([defaultPayloadConverter.toPayload(text)]);
  return { externalPayloads: [], metadata: null, data: null, ...encoded };
}

async function expectRefusal(decoded: Promise<unknown>, says: RegExp): Promise<void> {
  const error = await rejectionOf(decoded);
  expect(error).toBeInstanceOf(InvalidInputError);
  expect((error as InvalidInputError).message).toMatch(says);
}

describe('payloads with a key', () => {
  it('come back as they were, in their order and number, whatever they are', async () => {
    const codec = codecOf(NEW);
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryPayload, { maxLength: 5 }), async (payloads) => {
        const encoded = await codec.encode(payloads);
        expect(encoded).toHaveLength(payloads.length);
        expect(plain(await codec.decode(encoded))).toEqual(plain(payloads));
      }),
    );
  });

  it.each([undefined, null, 'text', { a: [1, 'ü€😀'] }, new Uint8Array([0, 255])])(
    'give Temporal the value back: %j',
    async (value) => {
      const codec = codecOf(NEW);
      const [decoded] = await codec.decode(await codec.encode([defaultPayloadConverter.toPayload(value)]));
      expect(decoded && defaultPayloadConverter.fromPayload(decoded)).toEqual(value);
    },
  );

  it('that have neither metadata nor data come back empty', async () => {
    const codec = codecOf(NEW);
    expect(plain(await codec.decode(await codec.encode([{}, { data: null }])))).toEqual(plain([{}, {}]));
  });

  it('show the id of the key, and neither their text nor what kind of data they are', async () => {
    const encoded = await encodeText(codecOf(NEW), 'my card number is 4111');
    expect(Object.keys(encoded.metadata ?? {})).toEqual(['encoding', 'encryption-key-id']);
    expect(Buffer.from(encoded.metadata?.['encryption-key-id'] ?? []).toString()).toBe('new');
    for (const text of ['my card number', 'json/plain']) {
      expect(hexOf(encoded)).not.toContain(Buffer.from(text).toString('hex'));
    }
  });

  it('never look alike, though they say the same', async () => {
    const codec = codecOf(NEW);
    const encoded = await codec.encode(
      Array(100).fill(defaultPayloadConverter.toPayload('yes')) as Payload[],
    );
    expect(new Set(encoded.map(hexOf)).size).toBe(100);
  });

  it('are refused when any bit of them was changed', async () => {
    const codec = codecOf(NEW);
    const { metadata, data } = await encodeText(codec, 'yes');
    const original = Buffer.from(data ?? []);
    for (let bit = 0; bit < original.length * 8; bit += 1) {
      const changed = Buffer.from(original);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expectRefusal(
        codec.decode([{ metadata, data: changed }]),
        /key "new" does not open this payload/,
      );
    }
  });

  it('are refused when they were cut or lengthened anywhere', async () => {
    const codec = codecOf(NEW);
    const { metadata, data } = await encodeText(codec, 'yes');
    const original = Buffer.from(data ?? []);
    for (let length = 0; length < original.length; length += 1) {
      await expectRefusal(codec.decode([{ metadata, data: original.subarray(0, length) }]), /does not open/);
      await expectRefusal(codec.decode([{ metadata, data: original.subarray(length + 1) }]), /does not open/);
    }
    const longer = Buffer.concat([original, Buffer.of(0)]);
    await expectRefusal(codec.decode([{ metadata, data: longer }]), /does not open/);
  });

  it('are refused under another id, even of the same key', async () => {
    const key = NEW.split(':')[1] ?? '';
    const codec = codecOf(`one:${key},two:${key}`);
    const { metadata, data } = await encodeText(codec, 'yes');
    const renamed = { ...metadata, 'encryption-key-id': Buffer.from('two') };
    await expectRefusal(codec.decode([{ metadata: renamed, data }]), /key "two" does not open/);
  });

  it('are not taken for text when their marking as encrypted was changed', async () => {
    const codec = codecOf(NEW);
    const { metadata, data } = await encodeText(codec, 'yes');
    const encoding = Buffer.from(metadata?.encoding ?? []);
    for (let index = 0; index < encoding.length; index += 1) {
      const changed = Buffer.from(encoding);
      changed[index] = (changed[index] ?? 0) ^ 1;
      const [passed] = await codec.decode([{ metadata: { ...metadata, encoding: changed }, data }]);
      expect(() => passed && defaultPayloadConverter.fromPayload(passed)).toThrow(/Unknown encoding/);
    }
  });

  it('are refused by who has another key of that id', async () => {
    const encoded = await encodeText(codecOf(keyText('new')), 'yes');
    await expectRefusal(codecOf(NEW).decode([encoded]), /that was another key/);
  });
});

describe('a rotation', () => {
  it('reads what the old key wrote, writes with the new one, and ends when the old key goes', async () => {
    const before = await encodeText(codecOf(OLD), 'before');
    const rotating = codecOf(`${NEW},${OLD}`);
    const after = await encodeText(rotating, 'after');
    const decoded = await rotating.decode([before, after]);
    expect(decoded.map((payload) => defaultPayloadConverter.fromPayload(payload))).toEqual([
      'before',
      'after',
    ]);
    await expect(codecOf(NEW).decode([after])).resolves.toHaveLength(1);
    await expectRefusal(codecOf(NEW).decode([before]), /^PAYLOAD_KEYS: has no key "old"/);
  });

  it('may begin with who only reads: the new key is known everywhere before anyone writes with it', async () => {
    const encoded = await encodeText(codecOf(NEW), 'yes');
    await expect(codecOf(`${OLD},${NEW}`).decode([encoded])).resolves.toHaveLength(1);
  });
});

describe('payloads without keys', () => {
  it('are written as they are, and read as they are by who has keys', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryPayload), async (payloads) => {
        expect(await unencrypted.encode(payloads)).toBe(payloads);
        expect(await codecOf(NEW).decode(payloads)).toEqual(payloads);
      }),
    );
  });

  it('that somebody has encrypted are refused by the id of the key that is missing', async () => {
    const encoded = await encodeText(codecOf(NEW), 'yes');
    await expectRefusal(unencrypted.decode([encoded]), /^PAYLOAD_KEYS: has no key "new"/);
  });
});

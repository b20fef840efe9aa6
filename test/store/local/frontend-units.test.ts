import { describe, expect, it } from 'vitest';
import { createUnitReader, type FrontendUnit } from '../../../src/store/local/frontend-units.js';

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const startupPacket = (code: number, rest = ''): Buffer =>
  Buffer.concat([int32(8 + rest.length), int32(code), Buffer.from(rest)]);
const message = (type: string, body = ''): Buffer =>
  Buffer.concat([Buffer.from(type), int32(4 + body.length), Buffer.from(body)]);

const encryptionRequest = startupPacket(80_877_103);
const startup = startupPacket(196_608, 'user\0postgres\0\0');
const extendedQuery = [message('P', 'select 1'), message('B'), message('D'), message('E'), message('S')];
const conversation = Buffer.concat([
  encryptionRequest,
  startup,
  ...extendedQuery,
  message('Q', 'begin'),
  message('E'),
  message('H'),
  message('X'),
]);
const units: FrontendUnit[] = [
  { kind: 'encryption' },
  { kind: 'startup', bytes: new Uint8Array(startup) },
  { kind: 'messages', bytes: new Uint8Array(Buffer.concat(extendedQuery)), endsCycle: true },
  { kind: 'messages', bytes: new Uint8Array(message('Q', 'begin')), endsCycle: true },
  { kind: 'messages', bytes: new Uint8Array(Buffer.concat([message('E'), message('H')])), endsCycle: false },
  { kind: 'terminate' },
];

describe('createUnitReader', () => {
  it.each([1, 2, 3, 7, 64, 10_000])(
    'finds the same units when the network cuts after every %i bytes',
    (chunkBytes) => {
      const read = createUnitReader();
      const found: FrontendUnit[] = [];
      for (let offset = 0; offset < conversation.length; offset += chunkBytes) {
        found.push(...read(conversation.subarray(offset, offset + chunkBytes)));
      }
      expect(found).toEqual(units);
    },
  );

  it('recognises a request to cancel', () => {
    expect(createUnitReader()(startupPacket(80_877_102, 'key and pid'))).toEqual([{ kind: 'cancel' }]);
  });

  it('refuses a stream of another protocol', () => {
    expect(() => createUnitReader()(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toThrow(
      'not the PostgreSQL protocol',
    );
  });
});

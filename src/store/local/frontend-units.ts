/**
 * The smallest piece of a client's words that may be carried out alone. `messages` runs up to and including a message that the
 * backend answers at once; `endsCycle` says that the client is then expecting ReadyForQuery, which leaves no unnamed statement behind.
 */
export type FrontendUnit =
  | { readonly kind: 'encryption' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'startup'; readonly bytes: Uint8Array }
  | { readonly kind: 'messages'; readonly bytes: Uint8Array; readonly endsCycle: boolean };

const ENCRYPTION_CODES = [80_877_103, 80_877_104];
const CANCEL_CODE = 80_877_102;
const LONGEST_MESSAGE_BYTES = 2 ** 29;

/** Query, Sync, FunctionCall, CopyDone and CopyFail end a cycle; Flush asks for the answers so far. */
const CYCLE_ENDS = new Set(['Q', 'S', 'F', 'c', 'f']);
const FLUSH = 'H';
const TERMINATE = 'X';

const startupUnit = (packet: Buffer): FrontendUnit => {
  const code = packet.readInt32BE(4);
  if (ENCRYPTION_CODES.includes(code)) return { kind: 'encryption' };
  if (code === CANCEL_CODE) return { kind: 'cancel' };
  return { kind: 'startup', bytes: new Uint8Array(packet) };
};

/**
 * Cuts one client's byte stream into units, wherever the network has cut it. Feeding the returned function throws when the stream can't be
 * the PostgreSQL protocol 3.0.
 */
export const createUnitReader = (): ((chunk: Buffer) => FrontendUnit[]) => {
  let started = false;
  let chunks: Buffer[] = [];
  let bufferedBytes = 0;
  let wantedBytes = 8;
  let cycle: Buffer[] = [];

  const packetBytesAt = (buffer: Buffer, offset: number): number => {
    const typeBytes = started ? 1 : 0;
    const lengthBytes = buffer.readInt32BE(offset + typeBytes);
    if (lengthBytes < (started ? 4 : 8) || lengthBytes > LONGEST_MESSAGE_BYTES) {
      throw new Error('not the PostgreSQL protocol');
    }
    return typeBytes + lengthBytes;
  };

  const messageUnit = (message: Buffer): FrontendUnit | null => {
    const type = String.fromCharCode(message[0] ?? 0);
    if (type === TERMINATE) return { kind: 'terminate' };
    cycle.push(message);
    const endsCycle = CYCLE_ENDS.has(type);
    if (!endsCycle && type !== FLUSH) return null;
    const bytes = new Uint8Array(Buffer.concat(cycle));
    cycle = [];
    return { kind: 'messages', bytes, endsCycle };
  };

  const unitFrom = (packet: Buffer): FrontendUnit | null => {
    if (started) return messageUnit(packet);
    const unit = startupUnit(packet);
    started = unit.kind === 'startup';
    return unit;
  };

  return (chunk) => {
    chunks.push(chunk);
    bufferedBytes += chunk.length;
    // Joining only when a whole packet is there keeps a 10 MB message from being copied once per 64 kB chunk.
    if (bufferedBytes < wantedBytes) return [];
    const buffer = Buffer.concat(chunks);
    const units: FrontendUnit[] = [];
    let offset = 0;
    for (;;) {
      const headerBytes = started ? 5 : 8;
      const left = buffer.length - offset;
      wantedBytes = left < headerBytes ? headerBytes : packetBytesAt(buffer, offset);
      if (left < wantedBytes) break;
      const unit = unitFrom(buffer.subarray(offset, offset + wantedBytes));
      offset += wantedBytes;
      if (unit) units.push(unit);
    }
    bufferedBytes = buffer.length - offset;
    chunks = bufferedBytes > 0 ? [buffer.subarray(offset)] : [];
    return units;
  };
};

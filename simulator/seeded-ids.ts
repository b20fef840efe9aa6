import { createSeededRandom } from './seeded-random.js';

export type SeededIds = {
  /** A lower-case UUID of version 4. The ordinal counts modulo 2^32. */
  idOf(ordinal: number): string;
  /** The ordinal whose id this is, or null for an id that was never given. */
  ordinalOf(id: string): number | null;
};

const ROUNDS = [0, 1, 2, 3] as const;
const TAIL_FIELD = 100;

// Formatting with toString and padStart was a third of the cost of a page of results.
const HEX_BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The low 16 bits as four digits. */
function hex(word: number): string {
  return (HEX_BYTES[(word >>> 8) & 0xff] ?? '') + (HEX_BYTES[word & 0xff] ?? '');
}

/**
 * The first 32 bits of an id are the ordinal, scrambled by a Feistel network: ids are unique, look random, and lead
 * back to their ordinal without an index of a million strings.
 */
export function createSeededIds(seed: number): SeededIds {
  const random = createSeededRandom(seed);

  function scramble(ordinal: number): number {
    let left = ordinal >>> 16;
    let right = ordinal & 0xffff;
    for (const round of ROUNDS) [left, right] = [right, left ^ (random.word(right, round) & 0xffff)];
    return ((left << 16) | right) >>> 0;
  }

  function unscramble(word: number): number {
    let left = word >>> 16;
    let right = word & 0xffff;
    for (const round of ROUNDS.toReversed())
      [left, right] = [right ^ (random.word(left, round) & 0xffff), left];
    return ((left << 16) | right) >>> 0;
  }

  function idOf(ordinal: number): string {
    const first = scramble(ordinal >>> 0);
    const second = random.word(ordinal, TAIL_FIELD);
    const third = random.word(ordinal, TAIL_FIELD + 1);
    const fourth = random.word(ordinal, TAIL_FIELD + 2);
    const version = hex((second & 0x0fff) | 0x4000);
    const variant = hex((third >>> 18) | 0x8000);
    const head = `${hex(first >>> 16)}${hex(first)}-${hex(second >>> 16)}`;
    return `${head}-${version}-${variant}-${hex(third)}${hex(fourth >>> 16)}${hex(fourth)}`;
  }

  function ordinalOf(id: string): number | null {
    const wanted = id.toLowerCase();
    if (!/^[0-9a-f]{8}-/.test(wanted)) return null;
    const ordinal = unscramble(parseInt(wanted.slice(0, 8), 16));
    return idOf(ordinal) === wanted ? ordinal : null;
  }

  return { idOf, ordinalOf };
}

export type SeededRandom = {
  /** 32 bits, the same for the same seed, ordinal and field. */
  word(ordinal: number, field: number): number;
  /** The same as a number in [0, 1). */
  fraction(ordinal: number, field: number): number;
};

// The finaliser of MurmurHash3: a bijection on 32 bits in which every input bit reaches every output bit.
function mix(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Random without state: any value can be had at any time in any order, so nothing needs to be kept in memory. */
export function createSeededRandom(seed: number): SeededRandom {
  const seedKey = mix(seed ^ 0x9e3779b9);

  function word(ordinal: number, field: number): number {
    return mix(mix(seedKey ^ Math.imul(field + 1, 0x9e3779b1)) ^ mix((ordinal >>> 0) ^ 0x7f4a7c15));
  }

  return { word, fraction: (ordinal, field) => word(ordinal, field) / 2 ** 32 };
}

import { createSeededRandom } from '../../simulator/seeded-random.js';

export type Random = {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
};

/** The same numbers for the same seed and case, whatever the other cases take. */
export function createCaseRandom(seed: number, index: number): Random {
  const seeded = createSeededRandom(seed);
  let field = 0;
  const below = (limit: number) => Math.floor(seeded.fraction(index, field++) * limit);
  return {
    below,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
  };
}

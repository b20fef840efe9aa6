import { createSeededRandom } from '../../../simulator/seeded-random.js';
import type { Pair } from '../../../src/domain/statistics/pair.js';

/** Draws pairs of two standard normal values with the correlation `rho`, the same for the same seed (Box and Muller 1958). */
export function bivariateNormal({ seed, rho }: { seed: number; rho: number }): () => Pair {
  const random = createSeededRandom(seed);
  let ordinal = 0;
  return () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.fraction(ordinal, 0)));
    const angle = 2 * Math.PI * random.fraction(ordinal, 1);
    ordinal += 1;
    const sentiment = radius * Math.cos(angle);
    return { sentiment, csat: rho * sentiment + Math.sqrt(1 - rho ** 2) * radius * Math.sin(angle) };
  };
}

export const draws = (size: number, draw: () => Pair): Pair[] => Array.from({ length: size }, draw);

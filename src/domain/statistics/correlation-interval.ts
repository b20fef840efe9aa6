import { Z_95 } from './estimate.js';

type Interval95 = { readonly low: number; readonly high: number };

/** Fisher (1921): atanh(r) of a bivariate normal sample is nearly normal with the variance 1 / (n - 3). */
export const pearsonInterval = (r: number, n: number): Interval95 => fisherInterval(r, 1 / (n - 3));

/** Bonett and Wright (2000), Psychometrika 65, 23-28: the same for ranks, whose variance grows with the correlation. */
export const spearmanInterval = (r: number, n: number): Interval95 =>
  fisherInterval(r, (1 + r ** 2 / 2) / (n - 3));

/** A perfect correlation gives an interval without width: that is what the method says, not that there is no doubt. */
function fisherInterval(r: number, varianceOfZ: number): Interval95 {
  const z = Math.atanh(r);
  const margin = Z_95 * Math.sqrt(varianceOfZ);
  return { low: Math.tanh(z - margin), high: Math.tanh(z + margin) };
}

import { Z_95 } from './estimate.js';

/** Wilson (1927): the 95 % interval of a share. Unlike the simple one it stays within 0…1 and has a width at both ends. */
export function wilsonInterval(hits: number, n: number): { readonly low: number; readonly high: number } {
  const share = hits / n;
  const weight = Z_95 ** 2 / n;
  const centre = (share + weight / 2) / (1 + weight);
  const margin = (Z_95 * Math.sqrt((share * (1 - share)) / n + weight / (4 * n))) / (1 + weight);
  // Rounding must not push the bound of a share of none or all past the share itself.
  return {
    low: Math.min(share, Math.max(0, centre - margin)),
    high: Math.max(share, Math.min(1, centre + margin)),
  };
}

const HOUR_MS = 3_600_000;

// Relative load of each hour: quiet nights, a peak before noon, a smaller one in the afternoon.
const HOUR_WEIGHTS = [
  2, 1, 1, 1, 1, 2, 5, 12, 24, 36, 42, 40, 32, 30, 36, 38, 34, 26, 18, 12, 8, 6, 4, 3,
] as const;
const TOTAL_WEIGHT = HOUR_WEIGHTS.reduce((sum: number, weight) => sum + weight, 0);

/** The time of day (ms since midnight) before which the given fraction of a day's conversations start. */
export function timeOfDayMs(fraction: number): number {
  let remaining = fraction * TOTAL_WEIGHT;
  for (const [hour, weight] of HOUR_WEIGHTS.entries()) {
    if (remaining < weight) return Math.floor((hour + remaining / weight) * HOUR_MS);
    remaining -= weight;
  }
  return HOUR_WEIGHTS.length * HOUR_MS - 1;
}

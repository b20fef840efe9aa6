/** Ranks from 1 in the order of `values`; equal values share the mean of the ranks that they take up. O(n log n). */
export function averageRanks(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of Float64Array.from(values).sort()) counts.set(value, (counts.get(value) ?? 0) + 1);
  let before = 0;
  const ranks = new Map<number, number>();
  for (const [value, count] of counts) {
    ranks.set(value, before + (count + 1) / 2);
    before += count;
  }
  return values.map((value) => ranks.get(value) as number);
}

/** Ranks from 1 in the order of `values`; equal values share the mean of the ranks that they take up. O(n log n). */
export function averageRanks(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return values.map((value) => {
    const smaller = countBefore(sorted, value, false);
    const notLarger = countBefore(sorted, value, true);
    return (smaller + 1 + notLarger) / 2;
  });
}

/** How many of the sorted values are smaller; or, with its `equals`, not larger. A map of ranks would be twice as slow. */
function countBefore(sorted: Float64Array, value: number, equals: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = Number(sorted[middle]);
    if (other < value || (equals && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

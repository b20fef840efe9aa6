/** A span of time [from, to): ISO instants in UTC, `from` inside, `to` outside. */
export type Interval = { readonly from: string; readonly to: string };

export const MS_PER_DAY = 86_400_000;

/** The sentiment document and the platform's details query both refuse more than 31 days in one request. */
export const MAX_SLICE_DAYS = 31;

/**
 * Cuts an interval into adjoining slices that are read side by side: at least `atLeast` of them (fewer only where the interval
 * has fewer milliseconds), none longer than `maxDays`. Cuts fall on whole
 * seconds (or another `grain`, in milliseconds) where the interval is long enough.
 */
export function sliceInterval(
  { from, to }: Interval,
  { atLeast, maxDays = MAX_SLICE_DAYS, grain = 1000 }: { atLeast: number; maxDays?: number; grain?: number },
): Interval[] {
  const start = Date.parse(from);
  const end = Date.parse(to);
  const grainMs = end - start >= atLeast * grain ? grain : 1;
  // Measured from grain to grain: were the ends' fractions part of it, rounding a cut down could push a slice over maxDays.
  const first = Math.floor(start / grainMs) * grainMs;
  const lengthMs = Math.ceil(end / grainMs) * grainMs - first;
  const count = Math.min(lengthMs, Math.max(atLeast, Math.ceil(lengthMs / (maxDays * MS_PER_DAY))));
  const cut = (index: number) => {
    if (index === 0) return start;
    return index === count ? end : first + Math.floor((index * lengthMs) / count / grainMs) * grainMs;
  };
  return Array.from({ length: count }, (_, index) => ({
    from: toUtc(cut(index)),
    to: toUtc(cut(index + 1)),
  }));
}

/** An instant as ISO UTC with `Z`, without a fraction where there is none, as the sentiment document writes it. */
export const toUtc = (instant: number | string): string =>
  new Date(instant).toISOString().replace('.000Z', 'Z');

/** Of two ISO instants; as text, a fraction of a second would sort before the whole one. */
export const laterInstant = (a: string, b: string): string => (Date.parse(a) >= Date.parse(b) ? a : b);

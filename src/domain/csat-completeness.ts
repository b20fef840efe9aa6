import { MS_PER_DAY, toUtc, type Interval } from './interval.js';

export type CsatIncompleteReason =
  'countMismatch' | 'totalNotReported' | 'malformed' | 'pageCap' | 'provisional';

/** What the pages of one source say about themselves. */
export type SourceCounts = {
  /** What Genesys said there is; null when it did not say. */
  readonly reported: number | null;
  /** When it was last read. */
  readonly fetched: number;
  readonly unique: number;
  readonly malformed: number;
  /** How often a list had moved under its pages, and was read again at once. */
  readonly rereads: number;
};

/**
 * Speech analytics are complete a day after the day that they are of (T+1): what starts at or after this instant may still be
 * missing. `readAt` is ISO.
 */
export const provisionalSince = (readAt: string): string =>
  toUtc((Math.floor(Date.parse(readAt) / MS_PER_DAY) - 1) * MS_PER_DAY);

/** Null when all of the interval was settled when it was read. */
export function provisionalPart({ to }: Interval, readAt: string): string | null {
  const since = provisionalSince(readAt);
  return Date.parse(to) > Date.parse(since) ? since : null;
}

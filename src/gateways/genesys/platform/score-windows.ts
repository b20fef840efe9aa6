import { toUtc, type Interval } from '../../../domain/interval.js';
import type { Send } from '../transport.js';
import { fetchAggregates, type AggregateGroup, type AggregatesQuery } from './transcript-aggregates.js';

const HOUR_MS = 3_600_000;
/** An answer has no pages: a window that brings more than this is followed by a shorter one. */
const MOST_GROUPS = 4000;
const LONGEST_HOURS = 24;

/** A part of an interval whose scores are asked for at once, in whole hours. */
export type Window = { readonly from: string; readonly hours: number };

/** Each hour is a key of its own, so that what comes twice, or in other windows, is the same again. */
const wholeHours = ({ from, to }: Interval) => ({
  fromMs: Math.floor(Date.parse(from) / HOUR_MS) * HOUR_MS,
  toMs: Math.ceil(Date.parse(to) / HOUR_MS) * HOUR_MS,
});

export const firstWindow = (interval: Interval): Window => ({
  from: toUtc(wholeHours(interval).fromMs),
  hours: 1,
});

/** One request: the groups of a window, and the window after it, null at the end of the interval. */
export async function readWindow(
  send: Send,
  {
    interval,
    window,
    ...query
  }: Omit<AggregatesQuery, 'from' | 'to'> & { interval: Interval; window: Window },
  signal?: AbortSignal,
): Promise<{ groups: readonly AggregateGroup[]; next: Window | null }> {
  const endMs = wholeHours(interval).toMs;
  const toMs = Math.min(endMs, Date.parse(window.from) + window.hours * HOUR_MS);
  const span = { from: window.from, to: toUtc(toMs) };
  const groups = await fetchAggregates(send, { ...query, ...span }, { signal });
  const hours = hoursAfter(groups.length, window.hours);
  return { groups, next: toMs < endMs ? { from: span.to, hours } : null };
}

function hoursAfter(groups: number, hours: number): number {
  if (groups > MOST_GROUPS) return Math.max(1, Math.floor(hours / 2));
  return groups < MOST_GROUPS / 2 ? Math.min(LONGEST_HOURS, hours * 2) : hours;
}

import { MS_PER_DAY, toUtc, type Interval } from '../../../domain/interval.js';
import type { SentimentSlice } from '../ports.js';

/** How long after a window what began in it may still be spoken, and scored. */
const TAIL_DAYS = 3;

/**
 * An interval cut at UTC midnight, because a query gives all conversations that began on a day which its interval touches: slices of a
 * day bring each conversation once.
 */
export function daySlices({ from, to }: Interval): Interval[] {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const firstDay = Math.floor(fromMs / MS_PER_DAY);
  const days = Math.max(1, Math.ceil(toMs / MS_PER_DAY) - firstDay);
  return Array.from({ length: days }, (_, day) => ({
    from: toUtc(Math.max(fromMs, (firstDay + day) * MS_PER_DAY)),
    to: toUtc(Math.min(toMs, (firstDay + day + 1) * MS_PER_DAY)),
  }));
}

/** The time after an interval, as far as it has passed: scores of conversations that went past its end. None when there is none. */
export function tailSlices({ to }: Interval, now: string): SentimentSlice[] {
  const untilMs = Math.min(Date.parse(to) + TAIL_DAYS * MS_PER_DAY, Date.parse(now));
  return untilMs > Date.parse(to) ? [{ from: to, to: toUtc(untilMs), scoresOnly: true }] : [];
}

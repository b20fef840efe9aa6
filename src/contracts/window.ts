import { DateTime } from 'luxon';
import { toUtc, type Interval } from '../domain/interval.js';

export const WINDOWS = ['yesterday', 'last-7d'] as const;
export type Window = (typeof WINDOWS)[number];

const WINDOW_DAYS: Record<Window, number> = { yesterday: 1, 'last-7d': 7 };

/**
 * Whole local days that end with the last midnight in `timeZone`: a day has 23 to 25 hours where the clocks change.
 * Today is never part of a window, because its conversations are not finished.
 */
export function resolveWindow(window: Window, timeZone: string, now: string): Interval {
  const midnight = startOfDay(DateTime.fromISO(now, { zone: timeZone }));
  const from = startOfDay(midnight.minus({ days: WINDOW_DAYS[window] }));
  return { from: toUtc(from.toMillis()), to: toUtc(midnight.toMillis()) };
}

/** The day's first instant. Where the clocks go back to midnight it comes twice (Azores, Cuba), and luxon takes the later one. */
export const startOfDay = (time: DateTime): DateTime => {
  const midnight = time.startOf('day');
  return midnight.getPossibleOffsets()[0] ?? midnight;
};

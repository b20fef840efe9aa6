import { timeOfDayMs } from './daytime-curve.js';

const DAY_MS = 86_400_000;

export type StartTimes = {
  /** Number of the first conversation, counted from 1970 at this organisation's rate. */
  firstOrdinal: number;
  /** Ascending and unique, in epoch milliseconds. */
  startsMs: Float64Array;
};

/**
 * How many conversations a day has depends on the day itself, not on where the period begins: a simulator started
 * tomorrow tells the same about today.
 */
export function createStartTimes(options: {
  conversations: number;
  days: number;
  fromMs: number;
  jitter: (ordinal: number) => number;
}): StartTimes {
  const { conversations, days, fromMs, jitter } = options;
  const firstDay = fromMs / DAY_MS;
  const ordinalAtStartOf = (day: number): number => Math.floor((day * conversations) / days);
  const firstOrdinal = ordinalAtStartOf(firstDay);
  const startsMs = new Float64Array(conversations);

  for (let day = firstDay; day < firstDay + days; day += 1) {
    const dayOrdinal = ordinalAtStartOf(day);
    const dayCount = ordinalAtStartOf(day + 1) - dayOrdinal;
    let previousMs = -1;
    for (let position = 0; position < dayCount; position += 1) {
      const fraction = (position + jitter(dayOrdinal + position)) / dayCount;
      previousMs = Math.max(previousMs + 1, timeOfDayMs(fraction));
      startsMs[dayOrdinal + position - firstOrdinal] = day * DAY_MS + previousMs;
    }
  }
  return { firstOrdinal, startsMs };
}

import { DateTime } from 'luxon';
import { startOfDay } from '../contracts/window.js';
import { toUtc, type Interval } from '../domain/interval.js';

/** A local day that the interval touches. `isPart`: the interval begins or ends within it. */
export type LocalDay = { readonly begin: string; readonly isPart: boolean };

/** Every day in `timeZone` that an interval touches, also those on which nothing happened; 23 to 25 hours each. */
export function localDays({ from, to }: Interval, timeZone: string): LocalDay[] {
  const end = DateTime.fromISO(to, { zone: timeZone });
  const start = DateTime.fromISO(from, { zone: timeZone });
  const days: LocalDay[] = [];
  for (let day = startOfDay(start); day < end;) {
    // From noon, so that a day of 23 hours is not left out and none of 25 comes twice.
    const next = startOfDay(day.plus({ hours: 12 }).plus({ days: 1 }));
    days.push({ begin: toUtc(day.toMillis()), isPart: day < start || next > end });
    day = next;
  }
  return days;
}

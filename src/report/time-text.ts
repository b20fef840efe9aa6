import { DateTime } from 'luxon';

const inZone = (instant: Date | string, timeZone: string): DateTime =>
  DateTime.fromMillis(new Date(instant).getTime(), { zone: timeZone }).setLocale('en-GB');

/** `26 Nov 2026, 14:03`; with seconds where something happened, without where something begins. */
export const instantText = (instant: Date | string, timeZone: string): string =>
  inZone(instant, timeZone).toFormat('d LLL yyyy, HH:mm:ss');

export const periodText = ({ from, to }: { from: string; to: string }, timeZone: string): string => {
  const [start, end] = [inZone(from, timeZone), inZone(to, timeZone)];
  const isWholeDays = [start, end].every((time) => time.equals(time.startOf('day')));
  const form = isWholeDays ? 'd LLL yyyy' : 'd LLL yyyy, HH:mm';
  // The end of whole days is said as people say it: by the last of them.
  const last = isWholeDays ? end.minus({ days: 1 }) : end;
  const [first, until] = [start.toFormat(form), last.toFormat(form)];
  return first === until ? first : `${first} to ${until}`;
};

/** `Thu 26 Nov`. */
export const dayText = (begin: string, timeZone: string): string =>
  inZone(begin, timeZone).toFormat('ccc d LLL');

/** Each with the smaller one that stands beside it. */
const UNITS = [
  { ms: 86_400_000, name: 'd', small: 3_600_000, smallName: 'h' },
  { ms: 3_600_000, name: 'h', small: 60_000, smallName: 'min' },
  { ms: 60_000, name: 'min', small: 1000, smallName: 's' },
] as const;

/** A length of time in its two largest units, rounded to the second of them: `2 d 4 h`, `1 min 5 s`, `12.3 s`, `340 ms`. */
export function lengthText(lengthMs: number): string {
  if (Math.round(lengthMs) < 1000) return `${Math.round(lengthMs)} ms`;
  const seconds = Number((lengthMs / 1000).toFixed(1));
  if (seconds < 60) return `${seconds} s`;
  // Rounded before the unit is chosen, so that none is ever full.
  for (const { ms, name, small, smallName } of UNITS) {
    const rounded = Math.round(lengthMs / small) * small;
    if (rounded < ms) continue;
    const rest = (rounded % ms) / small;
    return `${Math.floor(rounded / ms)} ${name}${rest === 0 ? '' : ` ${rest} ${smallName}`}`;
  }
  return '1 min';
}

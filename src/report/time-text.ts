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

const UNITS: readonly (readonly [ms: number, name: string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

/** A length of time in its two largest units, rounded to the second of them: `2 d 4 h`, `1 min 5 s`, `12.3 s`, `340 ms`. */
export function lengthText(lengthMs: number): string {
  if (lengthMs < 1000) return `${Math.round(lengthMs)} ms`;
  if (lengthMs < 60_000) return `${Number((lengthMs / 1000).toFixed(1))} s`;
  const index = UNITS.findIndex(([ms]) => lengthMs >= ms);
  const [large = 60_000, largeName = 'min'] = UNITS[index] ?? [];
  const [small = 1000, smallName = 's'] = UNITS[index + 1] ?? [];
  const smalls = Math.round(lengthMs / small);
  const rest = smalls % (large / small);
  const larges = Math.floor((smalls * small) / large);
  return rest === 0 ? `${larges} ${largeName}` : `${larges} ${largeName} ${rest} ${smallName}`;
}

import type { z } from 'zod';
import type { InputProblem } from '../domain/invalid-input.js';
import { MS_PER_DAY, toUtc, type Interval } from '../domain/interval.js';
import { instant, oneOf, timeZone } from './fields.js';
import { resolveWindow, WINDOWS } from './window.js';

/** A span of time as callers say it: two instants, or whole days by name in a time zone. */
export const SPAN_FIELDS = {
  from: instant.optional(),
  to: instant.optional(),
  window: oneOf(WINDOWS).optional(),
  timeZone: timeZone.optional(),
};

type Span = { readonly [field in keyof typeof SPAN_FIELDS]?: z.output<(typeof SPAN_FIELDS)[field]> };

/** What is wrong with the way in which a span was said, before anybody knows what time it is. */
export function spanProblems(input: Span): InputProblem[] {
  if (input.window !== undefined) {
    return (['from', 'to'] as const)
      .filter((field) => input[field] !== undefined)
      .map((field) => ({ field, problem: 'give either a window, or from and to' }));
  }
  const missing = (['from', 'to'] as const)
    .filter((field) => input[field] === undefined)
    .map((field) => ({ field, problem: 'is required (or a window, such as "yesterday")' }));
  const zone = { field: 'timeZone', problem: 'belongs to a window; from and to carry their own offset' };
  return input.timeZone === undefined ? missing : [...missing, zone];
}

/** The instants of a span without `spanProblems`. `now` is the run's business time (ISO). */
export const resolveSpan = ({ from, to, window, timeZone: zone }: Span, now: string): Interval =>
  window ? resolveWindow(window, zone ?? 'UTC', now) : { from: toUtc(from ?? ''), to: toUtc(to ?? '') };

/** What is wrong with where a span lies; said of the field that the caller gave. */
export function intervalProblems(
  { from, to }: Interval,
  { now, retentionDays, window }: { now: string; retentionDays: number; window: string | undefined },
): InputProblem[] {
  const oldest = Date.parse(now) - retentionDays * MS_PER_DAY;
  const rules = [
    { field: 'to', broken: Date.parse(to) <= Date.parse(from), problem: `must be after from (${from})` },
    {
      field: 'to',
      broken: Date.parse(to) > Date.parse(now),
      problem: `lies in the future (now is ${toUtc(now)})`,
    },
    {
      field: 'from',
      broken: Date.parse(from) < oldest,
      problem: `is older than the retention of ${retentionDays} days; start at ${toUtc(oldest)} or later`,
    },
  ];
  return rules
    .filter(({ broken }) => broken)
    .map(({ field, problem }) => ({ field: window === undefined ? field : 'window', problem }));
}

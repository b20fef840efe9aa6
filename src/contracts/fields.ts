import { IANAZone } from 'luxon';
import { z } from 'zod';
import { DURATION_PATTERN, durationMs } from '../domain/duration.js';
import { InvalidInputError, type InputProblem } from '../domain/invalid-input.js';

/** ISO 8601 with an offset: a date without one means different instants to different machines. */
export const instant = z.iso.datetime({
  offset: true,
  error: 'must be an ISO date and time with an offset, such as 2026-11-20T00:00:00Z',
});

/** Newer versions of Node take `+02:00` for a zone; it has no days on which the clocks change, so it would be a silent mistake. */
export const timeZone = z
  .string()
  .refine(
    (zone) => /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone),
    'is not an IANA time zone, such as Europe/Berlin',
  );

/** BCP 47 in the shapes that Genesys uses: `en`, `en-US`, `zh-Hans-CN`. */
export const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'must be a language tag, such as en or en-US');

export function wholeNumber(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

export function amount(min: number, max: number) {
  const error = `must be a number from ${min} to ${max}`;
  return z.number({ error }).min(min, { error }).max(max, { error });
}

export function oneOf<const T extends readonly string[]>(words: T) {
  return z.enum(words, { error: `must be one of ${words.join(', ')}` });
}

/** Up to ten years: Temporal's timers end somewhere. `least` is a duration too. */
export const duration = (least: string) =>
  z
    .string()
    .regex(DURATION_PATTERN, 'must be a whole number and a unit of s, m, h or d, such as 72h')
    .refine(
      (text) =>
        !DURATION_PATTERN.test(text) ||
        (durationMs(text) >= durationMs(least) && durationMs(text) <= durationMs(LONGEST)),
      `must be from ${least} to ${LONGEST}`,
    );

const LONGEST = '3650d';

/** A list that says something: an empty one is refused; order and repetition say nothing. */
export const listOf = <T extends z.ZodType<string>>(item: T, max: number) =>
  z
    .array(item)
    .min(1, { error: 'must not be empty; leave the field out to apply no filter' })
    .max(max, { error: `must have at most ${max} items` })
    .transform((items) => [...new Set(items)].sort());

/** As it stands in a path and in the name of a webhook. */
export const speechModelId = z
  .string()
  .regex(/^\w[\w.-]{0,99}$/, 'must be the id of a speech analytics model');

export const conversationIds = listOf(z.uuid({ error: 'must be a UUID' }).toLowerCase(), 1000);

/** @throws {InvalidInputError} with one problem for each field that the schema refuses */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap(problemsOf);
  throw new InvalidInputError(
    problems.filter(({ field }, index) => problems.findIndex((first) => first.field === field) === index),
  );
}

function problemsOf(issue: z.core.$ZodIssue): InputProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].join('.'),
      problem: 'is not a known field',
    }));
  }
  if (issue.path.length === 0) return [{ field: 'input', problem: 'must be a JSON object' }];
  return [{ field: issue.path.join('.'), problem: sentenceOf(issue) }];
}

/** The library's own words for a wrong type tell no remedy. */
function sentenceOf({ code, message, ...issue }: z.core.$ZodIssue): string {
  if (!message.startsWith('Invalid input')) return message;
  if (message.endsWith('received undefined')) return 'is required';
  if (code !== 'invalid_type' || !('expected' in issue)) return 'must be a JSON value';
  const expected = issue.expected === 'record' ? 'object' : String(issue.expected);
  return `must be ${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}`;
}

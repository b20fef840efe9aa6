import { z } from 'zod';
import type { AuditHead } from '../domain/audit-entry.js';
import type { CoachingOutcome } from '../domain/coaching.js';
import type { IncompleteReason } from '../domain/completeness.js';
import { InvalidInputError, type InputProblem } from '../domain/invalid-input.js';
import { MS_PER_DAY, toUtc, type Interval } from '../domain/interval.js';
import type { ScoreSummary } from '../domain/sentiment-summary.js';
import { amount, instant, languageTag, listOf, oneOf, parseInput, timeZone, wholeNumber } from './fields.js';
import { resolveWindow, WINDOWS } from './window.js';

/**
 * The document's, where it has one: a retention of 90 days, and action required below 40. Nights and weekends make slices uneven:
 * with only as many of them as lanes, all lanes would wait for the longest.
 */
export const SENTIMENT_DEFAULTS = {
  pushToCoaching: 'actionRequired',
  concurrency: 32,
  slices: 48,
  retentionDays: 90,
  actionThreshold: 40,
  pageCap: 10_000,
} as const;

const schema = z
  .strictObject({
    from: instant.optional(),
    to: instant.optional(),
    window: oneOf(WINDOWS).optional(),
    timeZone: timeZone.optional(),
    conversationIds: listOf(z.uuid({ error: 'must be a UUID' }).toLowerCase(), 1000).optional(),
    languages: listOf(languageTag, 50).optional(),
    pushToCoaching: oneOf(['actionRequired', 'all', 'none']).default(SENTIMENT_DEFAULTS.pushToCoaching),
    concurrency: wholeNumber(1, 64).default(SENTIMENT_DEFAULTS.concurrency),
    slices: wholeNumber(1, 1000).default(SENTIMENT_DEFAULTS.slices),
    retentionDays: wholeNumber(1, 3650).default(SENTIMENT_DEFAULTS.retentionDays),
    actionThreshold: amount(0, 100).default(SENTIMENT_DEFAULTS.actionThreshold),
    pageCap: wholeNumber(1, 100_000).default(SENTIMENT_DEFAULTS.pageCap),
  })
  .superRefine((input, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (input.window !== undefined) {
      for (const field of ['from', 'to'] as const) {
        if (input[field] !== undefined) refuse(field, 'give either a window, or from and to');
      }
      return;
    }
    if (input.from === undefined) refuse('from', 'is required (or a window, such as "yesterday")');
    if (input.to === undefined) refuse('to', 'is required (or a window, such as "yesterday")');
    if (input.timeZone !== undefined)
      refuse('timeZone', 'belongs to a window; from and to carry their own offset');
  });

/** What a caller may say to `analyzeSentiment`. */
export type SentimentInput = z.input<typeof schema>;

/** The accepted input: the window resolved to instants, every default in place. */
export type SentimentPlan = Interval & Omit<z.output<typeof schema>, 'from' | 'to' | 'window' | 'timeZone'>;

/**
 * Accepts or refuses an input before anything is called. `now` is the run's business time (ISO).
 * @throws {InvalidInputError} naming every field that is wrong, and the remedy
 */
export function acceptSentimentInput(input: unknown, now: string): SentimentPlan {
  const { from, to, window, timeZone: zone, ...options } = parseInput(schema, input);
  const interval = window
    ? resolveWindow(window, zone ?? 'UTC', now)
    : { from: toUtc(from ?? ''), to: toUtc(to ?? '') };
  const problems = intervalProblems(interval, now, options.retentionDays);
  if (problems.length > 0) {
    throw new InvalidInputError(window ? problems.map((known) => ({ ...known, field: 'window' })) : problems);
  }
  return { ...interval, ...options };
}

function intervalProblems({ from, to }: Interval, now: string, retentionDays: number): InputProblem[] {
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
  return rules.filter(({ broken }) => broken).map(({ field, problem }) => ({ field, problem }));
}

export type SentimentCounts = {
  /** What Genesys said there is; null when it did not say. */
  readonly reported: number | null;
  readonly fetched: number;
  readonly unique: number;
  readonly scored: number;
  readonly unscored: number;
  readonly invalid: number;
  readonly positive: number;
  readonly neutral: number;
  readonly negative: number;
  readonly unknown: number;
  readonly duplicates: number;
};

export type SentimentResult = ScoreSummary & {
  readonly window: Interval;
  readonly startedAt: string;
  readonly counts: SentimentCounts;
  /** Scored conversations below the action threshold. */
  readonly actionRequired: number;
  readonly coaching: CoachingOutcome;
  readonly complete: boolean;
  readonly incompleteBecause: readonly IncompleteReason[];
  readonly pages: number;
  readonly requests: number;
  readonly auditHead: AuditHead;
};

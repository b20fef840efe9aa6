import { z } from 'zod';
import type { AuditHead } from '../domain/audit-entry.js';
import type { FinalityFigures } from '../domain/conversation-facts.js';
import type { DeliveryOutcome } from '../domain/delivery-outcome.js';
import type { IncompleteReason } from '../domain/completeness.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import type { Interval } from '../domain/interval.js';
import type { PolaritySource } from '../domain/sentiment.js';
import type { ScoreSummary } from '../domain/sentiment-summary.js';
import { amount, conversationIds, languageTag, listOf, oneOf, parseInput, wholeNumber } from './fields.js';
import { SELECTION } from './selection.js';
import { intervalProblems, resolveSpan, SPAN_FIELDS, spanProblems } from './span.js';

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
    ...SPAN_FIELDS,
    conversationIds: conversationIds.optional(),
    languages: listOf(languageTag, 50).optional(),
    ...SELECTION,
    pushToCoaching: oneOf(['actionRequired', 'all', 'none']).default(SENTIMENT_DEFAULTS.pushToCoaching),
    concurrency: wholeNumber(1, 64).default(SENTIMENT_DEFAULTS.concurrency),
    slices: wholeNumber(1, 1000).default(SENTIMENT_DEFAULTS.slices),
    retentionDays: wholeNumber(1, 3650).default(SENTIMENT_DEFAULTS.retentionDays),
    actionThreshold: amount(0, 100).default(SENTIMENT_DEFAULTS.actionThreshold),
    pageCap: wholeNumber(1, 100_000).default(SENTIMENT_DEFAULTS.pageCap),
  })
  .superRefine((input, context) => {
    for (const { field, problem } of spanProblems(input))
      context.addIssue({ code: 'custom', path: [field], message: problem });
  });

/** What a caller may say to `analyzeSentiment`. */
export type SentimentInput = z.input<typeof schema>;

/** The accepted input: the window resolved to instants, every default in place. */
export type SentimentPlan = Interval & Omit<z.output<typeof schema>, 'from' | 'to' | 'window' | 'timeZone'>;

/** A plan with how its source can be read. */
export type AcceptedSentiment = SentimentPlan & {
  readonly reading: {
    readonly polaritySource: PolaritySource;
    readonly slices: readonly (Interval & { readonly scoresOnly?: boolean | undefined })[];
  };
};

/**
 * Accepts or refuses an input before anything is called. `now` is the run's business time (ISO).
 * @throws {InvalidInputError} naming every field that is wrong, and the remedy
 */
export function acceptSentimentInput(input: unknown, now: string): SentimentPlan {
  const { from, to, window, timeZone, ...options } = parseInput(schema, input);
  const interval = resolveSpan({ from, to, window, timeZone }, now);
  const { retentionDays } = options;
  const problems = intervalProblems(interval, { now, retentionDays, window });
  if (problems.length > 0) throw new InvalidInputError(problems);
  return { ...interval, ...options };
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
  /** Came with the window, and began outside it. */
  readonly outside: number;
};

export type SentimentResult = ScoreSummary & {
  readonly window: Interval;
  readonly startedAt: string;
  readonly polaritySource: PolaritySource;
  readonly counts: SentimentCounts;
  /** How settled the conversations were when the run began; null where the source tells nothing of it. */
  readonly finality: FinalityFigures | null;
  /** Scored conversations below the action threshold. */
  readonly actionRequired: number;
  readonly coaching: DeliveryOutcome;
  readonly complete: boolean;
  readonly incompleteBecause: readonly IncompleteReason[];
  readonly pages: number;
  readonly requests: number;
  readonly auditHead: AuditHead;
};

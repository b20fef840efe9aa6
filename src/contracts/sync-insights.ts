import { z } from 'zod';
import type { AuditHead } from '../domain/audit-entry.js';
import type { DeliveryOutcome } from '../domain/delivery-outcome.js';
import { INSIGHT_TYPES } from '../domain/insight.js';
import type { InsightsSummary } from '../domain/insights-summary.js';
import type { Interval } from '../domain/interval.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import { amount, conversationIds, listOf, oneOf, parseInput, wholeNumber } from './fields.js';
import { intervalProblems, resolveSpan, SPAN_FIELDS, spanProblems } from './span.js';

/** The document's, where it has one; its pages of 100 only make more requests than the largest that it allows. */
export const INSIGHTS_DEFAULTS = {
  confidenceThreshold: 0.75,
  pageSize: 200,
  sortBy: 'relevance',
  sortOrder: 'desc',
  maxAgeHours: 24,
  ageFrom: 'now',
  onPersonalData: 'quarantine',
  concurrency: 32,
  pageCap: 1000,
} as const;

/** Sentiment rows are kept for as long as anybody keeps them; a window of ten years is a mistake in any case. */
const LONGEST_DAYS = 3650;

const schema = z
  .strictObject({
    ...SPAN_FIELDS,
    conversationIds: conversationIds.optional(),
    insightTypes: listOf(oneOf(INSIGHT_TYPES), INSIGHT_TYPES.length).optional(),
    confidenceThreshold: amount(0, 1).default(INSIGHTS_DEFAULTS.confidenceThreshold),
    pageSize: wholeNumber(1, 200).default(INSIGHTS_DEFAULTS.pageSize),
    maxInsights: wholeNumber(1, 1_000_000).optional(),
    sortBy: oneOf(['relevance', 'confidence', 'createdDate']).default(INSIGHTS_DEFAULTS.sortBy),
    sortOrder: oneOf(['asc', 'desc']).default(INSIGHTS_DEFAULTS.sortOrder),
    maxAgeHours: amount(0, 87_600).default(INSIGHTS_DEFAULTS.maxAgeHours),
    ageFrom: oneOf(['now', 'conversationEnd']).default(INSIGHTS_DEFAULTS.ageFrom),
    onPersonalData: oneOf(['quarantine', 'redact', 'block']).default(INSIGHTS_DEFAULTS.onPersonalData),
    concurrency: wholeNumber(1, 64).default(INSIGHTS_DEFAULTS.concurrency),
    pageCap: wholeNumber(1, 100_000).default(INSIGHTS_DEFAULTS.pageCap),
  })
  .superRefine((input, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (input.conversationIds === undefined) {
      for (const { field, problem } of spanProblems(input)) refuse(field, problem);
      return;
    }
    for (const field of ['from', 'to', 'window', 'timeZone'] as const) {
      if (input[field] !== undefined) refuse(field, 'give either conversationIds, or a span of time');
    }
  });

/** What a caller may say to `syncInsights`. */
export type InsightsInput = z.input<typeof schema>;

type Options = Omit<z.output<typeof schema>, keyof typeof SPAN_FIELDS | 'conversationIds' | 'insightTypes'>;

/** The accepted input. `interval` is null when conversations are named, and `conversationIds` when a span is. */
export type InsightsPlan = Options & {
  readonly interval: Interval | null;
  readonly conversationIds: readonly string[] | null;
  readonly insightTypes: readonly (typeof INSIGHT_TYPES)[number][];
};

/**
 * Accepts or refuses an input before anything is called. `now` is the run's business time (ISO).
 * @throws {InvalidInputError} naming every field that is wrong, and the remedy
 */
export function acceptInsightsInput(input: unknown, now: string): InsightsPlan {
  const {
    from,
    to,
    window,
    timeZone,
    conversationIds: ids,
    insightTypes,
    ...options
  } = parseInput(schema, input);
  const plan = { ...options, insightTypes: insightTypes ?? INSIGHT_TYPES };
  if (ids) return { ...plan, interval: null, conversationIds: ids };
  const interval = resolveSpan({ from, to, window, timeZone }, now);
  const problems = intervalProblems(interval, { now, retentionDays: LONGEST_DAYS, window });
  if (problems.length > 0) throw new InvalidInputError(problems);
  return { ...plan, interval, conversationIds: null };
}

export type InsightsResult = InsightsSummary & {
  /** Null when the conversations were named. */
  readonly window: Interval | null;
  readonly startedAt: string;
  /** Counts bodies: a conversation has one, or several when it says much. */
  readonly crm: DeliveryOutcome;
  readonly complete: boolean;
  readonly auditHead: AuditHead;
};

import { z } from 'zod';
import type { AuditHead } from '../domain/audit-entry.js';
import type { CsatCorrelation } from '../domain/csat-correlation.js';
import type { CsatIncompleteReason, SourceCounts } from '../domain/csat-completeness.js';
import type { DeliveryOutcome } from '../domain/delivery-outcome.js';
import { MS_PER_DAY, toUtc, type Interval } from '../domain/interval.js';
import { InvalidInputError, type InputProblem } from '../domain/invalid-input.js';
import type { SurveyCoverage } from '../domain/survey-coverage.js';
import type { SurveyUnknowns } from '../domain/survey-unknowns.js';
import type { LeftOutReason } from '../domain/survey-pairing.js';
import {
  amount,
  conversationIds,
  instant,
  listOf,
  oneOf,
  parseInput,
  speechModelId,
  wholeNumber,
} from './fields.js';
import { intervalProblems, resolveSpan, SPAN_FIELDS, spanProblems } from './span.js';

/** The document's, where it has one. */
export const CSAT_DEFAULTS = {
  retentionDays: 730,
  sentimentThreshold: 0.6,
  filterAtSource: false,
  groupBy: ['agent'],
  pushToCoaching: 'answered',
  concurrency: 32,
  slices: 48,
  pageCap: 10_000,
} as const;

const MAX_WINDOW_DAYS = 730;
/** No survey is answered later than that. */
const LONGEST_WAIT_DAYS = 90;

/** No database holds a NUL: the run would begin and never be noted. */
const topic = z
  .string()
  .trim()
  .min(1, 'must not be blank')
  .max(200, 'must have at most 200 characters')
  .refine((name) => !name.includes('\0'), 'must have no NUL character');

const anyNumber = z.number('must be a number');

const schema = z
  .strictObject({
    ...SPAN_FIELDS,
    conversationIds: conversationIds.optional(),
    modelId: speechModelId,
    topics: listOf(topic, 20).optional(),
    retentionDays: wholeNumber(1, 3650).default(CSAT_DEFAULTS.retentionDays),
    sentimentThreshold: amount(-1, 1).default(CSAT_DEFAULTS.sentimentThreshold),
    filterAtSource: z.boolean('must be true or false').default(CSAT_DEFAULTS.filterAtSource),
    csatRange: z.strictObject({ min: anyNumber, max: anyNumber }),
    csatThreshold: anyNumber,
    groupBy: listOf(oneOf(['agent', 'topic']), 2).default([...CSAT_DEFAULTS.groupBy]),
    waitForSurveys: z.strictObject({ until: instant, coverage: amount(0, 1).optional() }).optional(),
    pushToCoaching: oneOf(['answered', 'all', 'none']).default(CSAT_DEFAULTS.pushToCoaching),
    concurrency: wholeNumber(1, 64).default(CSAT_DEFAULTS.concurrency),
    slices: wholeNumber(1, 1000).default(CSAT_DEFAULTS.slices),
    pageCap: wholeNumber(1, 100_000).default(CSAT_DEFAULTS.pageCap),
  })
  .superRefine((input, context) => {
    const problems = [
      ...spanProblems(input).filter(({ field }) => field === 'timeZone' || !isUnbounded(input)),
      ...rangeProblems(input),
      ...topicProblems(input),
    ];
    for (const { field, problem } of problems)
      context.addIssue({ code: 'custom', path: field.split('.'), message: problem });
  });

type Input = z.output<typeof schema>;

/** What a caller may say to `correlateCsat`. */
export type CsatInput = z.input<typeof schema>;

/** The accepted input: the window resolved to instants, every default in place. */
export type CsatPlan = Omit<Input, keyof typeof SPAN_FIELDS> & { readonly interval: Interval };

/** A plan with how its source can be read; absent in what was recorded before sources were asked. */
export type AcceptedCsat = CsatPlan & { readonly reading?: CsatReading | undefined };

export type CsatReading = {
  /** Whether rows of speech may be of conversations outside the window, and who took part comes with the surveys. */
  readonly isPartial: boolean;
  readonly unknown: SurveyUnknowns;
  readonly speech: readonly Interval[];
  readonly surveys: readonly Interval[];
};

/** Named conversations are looked for in all that is kept. */
const isUnbounded = ({ conversationIds: ids, from, to, window }: Partial<Input>): boolean =>
  ids !== undefined && from === undefined && to === undefined && window === undefined;

function rangeProblems({ csatRange: { min, max }, csatThreshold }: Input): InputProblem[] {
  if (min >= max) return [{ field: 'csatRange.max', problem: `must be above csatRange.min (${min})` }];
  const inside = csatThreshold >= min && csatThreshold <= max;
  return inside ? [] : [{ field: 'csatThreshold', problem: `must lie in csatRange (${min} to ${max})` }];
}

const topicProblems = ({ groupBy, topics }: Input): InputProblem[] =>
  groupBy.includes('topic') && topics === undefined
    ? [
        {
          field: 'topics',
          problem: 'is required with groupBy "topic": answers do not say which topics they are of',
        },
      ]
    : [];

/**
 * Accepts or refuses an input before anything is called. `now` is the run's business time (ISO).
 * @throws {InvalidInputError} naming every field that is wrong, and the remedy
 */
export function acceptCsatInput(input: unknown, now: string): CsatPlan {
  const { from, to, window, timeZone, ...options } = parseInput(schema, input);
  const { retentionDays, conversationIds: ids } = options;
  const oldest = Date.parse(now) - retentionDays * MS_PER_DAY;
  const interval = isUnbounded({ conversationIds: ids, from, to, window })
    ? { from: toUtc(Math.max(oldest, Date.parse(now) - MAX_WINDOW_DAYS * MS_PER_DAY)), to: toUtc(now) }
    : resolveSpan({ from, to, window, timeZone }, now);
  const problems = [
    ...intervalProblems(interval, { now, retentionDays, window }),
    ...lengthProblems(interval),
    ...waitProblems(options, now),
  ];
  if (problems.length > 0) throw new InvalidInputError(problems);
  return { ...options, interval };
}

const lengthProblems = ({ from, to }: Interval): InputProblem[] =>
  Date.parse(to) - Date.parse(from) > MAX_WINDOW_DAYS * MS_PER_DAY
    ? [{ field: 'to', problem: `must be at most ${MAX_WINDOW_DAYS} days after from` }]
    : [];

function waitProblems({ waitForSurveys: wait }: Pick<Input, 'waitForSurveys'>, now: string): InputProblem[] {
  if (!wait) return [];
  const field = 'waitForSurveys.until';
  const waitMs = Date.parse(wait.until) - Date.parse(now);
  if (waitMs <= 0) return [{ field, problem: `must lie in the future (now is ${toUtc(now)})` }];
  const isTooLong = waitMs > LONGEST_WAIT_DAYS * MS_PER_DAY;
  return isTooLong ? [{ field, problem: `must be at most ${LONGEST_WAIT_DAYS} days from now` }] : [];
}

/** Figures of groups stay in the store: an organisation may have thousands of agents. */
export type GroupFigures =
  | { readonly groups: number; readonly ungrouped: number; readonly comparisons: number }
  | { readonly groups: null; readonly reason: 'notAsked' | 'filteredAtSource' };

/** What one correlation of the stored rows gives. */
export type CsatFigures = {
  readonly correlation: CsatCorrelation;
  readonly coverage: SurveyCoverage;
  /** Conversations that give no pair, each under its first reason. */
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
  readonly byAgent: GroupFigures;
  readonly byTopic: GroupFigures;
};

export type CsatResult = CsatFigures & {
  readonly window: Interval;
  readonly modelId: string;
  readonly startedAt: string;
  /** What is not told of surveys, each with the reason. */
  readonly unknown: SurveyUnknowns;
  readonly speech: SourceCounts;
  readonly surveys: SourceCounts;
  /** Readings of the surveys; `corrections` of them changed a figure that had been given. */
  readonly rounds: number;
  readonly corrections: number;
  /** What ended the waiting; null when there was none. */
  readonly waitedFor: 'coverage' | 'until' | null;
  /** From when on analytics may be incomplete (T+1); null when all of the window was settled. */
  readonly provisionalSince: string | null;
  readonly coaching: DeliveryOutcome;
  readonly complete: boolean;
  readonly incompleteBecause: readonly CsatIncompleteReason[];
  readonly pages: number;
  readonly requests: number;
  readonly auditHead: AuditHead;
};

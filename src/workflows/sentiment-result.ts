import type { AcceptedSentiment, SentimentPlan, SentimentResult } from '../contracts/analyze-sentiment.js';
import type { SentimentRunEntry } from '../domain/audit-entry.js';
import type { FinalityFigures } from '../domain/conversation-facts.js';
import type { DeliveryOutcome } from '../domain/delivery-outcome.js';
import { incompleteReasons, type IncompleteReason } from '../domain/completeness.js';
import { summarizeScores, type SentimentFigures } from '../domain/sentiment-summary.js';

type Parts = {
  readonly plan: SentimentPlan & Partial<Pick<AcceptedSentiment, 'reading'>>;
  readonly startedAt: string;
  readonly figures: SentimentFigures & { readonly finality?: FinalityFigures | null };
  readonly coaching: DeliveryOutcome;
  readonly stopped: readonly IncompleteReason[];
};

export type UnauditedResult = Omit<SentimentResult, 'auditHead'>;

export function sentimentResult({ plan, startedAt, figures, coaching, stopped }: Parts): UnauditedResult {
  const incompleteBecause = incompleteReasons(figures, stopped);
  return {
    window: { from: plan.from, to: plan.to },
    startedAt,
    polaritySource: plan.reading?.polaritySource ?? 'wire',
    counts: {
      reported: figures.reported,
      fetched: figures.fetched,
      unique: figures.unique,
      scored: figures.scored,
      unscored: figures.unscored,
      invalid: figures.invalid,
      positive: figures.positive,
      neutral: figures.neutral,
      negative: figures.negative,
      unknown: figures.unknown,
      duplicates: figures.fetched - figures.unique - (figures.outside ?? 0),
      outside: figures.outside ?? 0,
    },
    ...summarizeScores(figures),
    finality: figures.finality ?? null,
    actionRequired: figures.actionRequired,
    coaching,
    complete: incompleteBecause.length === 0,
    incompleteBecause,
    pages: figures.pages,
    requests: figures.requests,
  };
}

export const runEntry = (workflowId: string, result: UnauditedResult): SentimentRunEntry => ({
  timestamp: result.startedAt,
  action: 'sentiment_analysis',
  workflow_id: workflowId,
  from: result.window.from,
  to: result.window.to,
  fetched: result.counts.fetched,
  unique: result.counts.unique,
  complete: result.complete,
});

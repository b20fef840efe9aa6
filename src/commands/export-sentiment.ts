import type { SentimentResult } from '../contracts/analyze-sentiment.js';
import { normalizeScore } from '../domain/sentiment.js';
import type { Store } from '../store/index.js';
import type { SentimentRow } from '../store/sentiment.js';
import type { ExportedRun } from './export.js';

const BATCH_SIZE = 5000;

export const exportSentiment = (store: Store, runId: string, result: unknown): ExportedRun => ({
  rows: exportedRows(store, runId),
  summary: summaryOf(result as SentimentResult),
});

/** Names of the sentiment document's trend, and what makes the export checkable later. */
const summaryOf = (result: SentimentResult) => ({
  positive_count: result.counts.positive,
  neutral_count: result.counts.neutral,
  negative_count: result.counts.negative,
  avg_score: result.meanScore,
  polarity_shift: result.polarityShift,
  complete: result.complete,
  incomplete_because: result.incompleteBecause,
  audit_head: result.auditHead,
});

async function* exportedRows(store: Store, runId: string) {
  for (let after: string | null = null; ;) {
    const rows: SentimentRow[] = await store.sentiment.rowsAfter(runId, after, BATCH_SIZE);
    for (const { conversationId, occurredAt, status, score, polarity } of rows) {
      yield {
        interaction_id: conversationId,
        date: occurredAt?.toISOString() ?? null,
        status,
        raw_score: score,
        normalized_score: score === null || status === 'invalid' ? null : normalizeScore(score),
        polarity,
      };
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.conversationId;
  }
}

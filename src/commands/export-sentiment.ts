import type { SentimentResult } from '../contracts/analyze-sentiment.js';
import { finalityOf, type ConversationFacts } from '../domain/conversation-facts.js';
import { normalizeScore } from '../domain/sentiment.js';
import type { Store } from '../store/index.js';
import type { SentimentRow } from '../store/sentiment.js';
import type { ExportedRun } from './export.js';

const BATCH_SIZE = 5000;

export const exportSentiment = (store: Store, runId: string, result: unknown): ExportedRun => ({
  rows: exportedRows(store, runId, result as SentimentResult),
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

/** With what else is known of conversations, where their source tells it. */
async function* exportedRows(store: Store, runId: string, { finality, startedAt }: SentimentResult) {
  // A result that was stored before there was any has no such field.
  const hasFacts = Boolean(finality);
  for (let after: string | null = null; ;) {
    const rows: SentimentRow[] = await store.sentiment.rowsAfter(runId, after, BATCH_SIZE);
    const ids = rows.map(({ conversationId }) => conversationId);
    const facts = hasFacts ? await store.conversations.facts(runId, ids) : [];
    const factsById = new Map(facts.map((one) => [one.conversationId, one]));
    for (const row of rows) {
      const known = factsById.get(row.conversationId);
      yield hasFacts ? { ...scoreOf(row), ...placeOf(known, Date.parse(startedAt)) } : scoreOf(row);
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.conversationId;
  }
}

const scoreOf = ({ conversationId, occurredAt, status, score, polarity }: SentimentRow) => ({
  interaction_id: conversationId,
  date: occurredAt?.toISOString() ?? null,
  status,
  raw_score: score,
  normalized_score: score === null || status === 'invalid' ? null : normalizeScore(score),
  polarity,
});

/** Of several queues and agents, the last is who the conversation is put down to. */
const placeOf = (facts: ConversationFacts | undefined, nowMs: number) => ({
  finality: facts ? finalityOf(facts, nowMs) : null,
  ended_at: facts?.endedAt ?? null,
  media_type: facts?.mediaType ?? null,
  direction: facts?.direction ?? null,
  queue_id: facts?.queueIds.at(-1) ?? null,
  agent_id: facts?.agentIds.at(-1) ?? null,
  division_ids: facts?.divisionIds.join(' ') ?? null,
});

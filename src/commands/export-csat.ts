import type { CsatPlan, CsatResult } from '../contracts/correlate-csat.js';
import { csatOfPart } from '../domain/speech-coaching.js';
import type { Store } from '../store/index.js';
import type { StoredRun } from '../store/runs.js';
import type { StoredConversation } from '../store/surveyed-conversations.js';
import type { ExportedRun } from './export.js';

export const exportCsat = (store: Store, { runId, plan, result }: StoredRun): ExportedRun => ({
  rows: exportedRows(store, runId, plan as CsatPlan),
  summary: summaryOf(result as CsatResult),
});

const summaryOf = ({ coverage, correlation, coaching, ...result }: CsatResult) => ({
  conversations: coverage.conversations,
  analysed: coverage.analysed,
  answered: coverage.answered,
  pairs: correlation.n,
  pearson: correlation.pearson,
  spearman: correlation.spearman,
  accuracy_score: correlation.accuracyScore,
  left_out: result.leftOut,
  provisional_since: result.provisionalSince,
  coaching_delivered: coaching.delivered,
  coaching_failed: coaching.failed,
  complete: result.complete,
  incomplete_because: result.incompleteBecause,
  audit_head: result.auditHead,
});

async function* exportedRows(store: Store, runId: string, plan: CsatPlan) {
  for await (const conversations of store.csat.conversations({ runId, plan }))
    for (const conversation of conversations) yield* rowsOf(conversation);
}

const NOT_ANALYSED: StoredConversation['speech'] = [
  { agentId: null, analytics: null, sentiment: null, time: null },
];

/** One for each agent's part, and one for a conversation of which only a survey tells. */
function* rowsOf({ conversationId, speech, topics, survey }: StoredConversation) {
  for (const { agentId, analytics, sentiment, time } of speech.length > 0 ? speech : NOT_ANALYSED) {
    yield {
      interaction_id: conversationId,
      agent_id: agentId,
      timestamp: time,
      topics: topics.join('; '),
      speech_count: analytics?.count ?? null,
      speech_sum: analytics?.sum ?? null,
      sentiment_count: sentiment?.count ?? null,
      sentiment_avg: sentiment?.avg ?? null,
      // The answer as far as it rates this agent, and the conversation's, whomever it rates.
      csat: csatOfPart(survey, { agentId, parts: speech.length }),
      survey_csat: survey?.csat ?? null,
    };
  }
}

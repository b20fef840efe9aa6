import type { InsightsResult } from '../contracts/sync-insights.js';
import type { Store } from '../store/index.js';
import type { InsightRow } from '../store/insights.js';
import type { ExportedRun } from './export.js';

/** Their texts are in memory at once. */
const BATCH_SIZE = 1000;

export const exportInsights = (store: Store, runId: string, result: unknown): ExportedRun => ({
  rows: exportedRows(store, runId),
  summary: summaryOf(result as InsightsResult),
});

const summaryOf = ({ conversations, insights, crm, ...result }: InsightsResult) => ({
  conversations: conversations.total,
  insight_count: insights.unique,
  passed: insights.passed,
  redacted: insights.redacted,
  held: insights.held,
  held_because: result.heldBecause,
  crm_delivered: crm.delivered,
  crm_failed: crm.failed,
  complete: result.complete,
  incomplete_because: result.incompleteBecause,
  audit_head: result.auditHead,
});

/** What was held back has no text, because none was kept; what passed has none once it was purged. */
async function* exportedRows(store: Store, runId: string) {
  for (let after: InsightRow | null = null; ;) {
    const rows: InsightRow[] = await store.insights.rowsAfter(runId, after, BATCH_SIZE);
    for (const row of rows) {
      yield {
        interaction_id: row.conversationId,
        insight_id: row.key,
        insight_type: row.insightType,
        confidence: row.confidence,
        created_date: row.createdDate?.toISOString() ?? null,
        verdict: row.verdict,
        reasons: row.reasons.join(' '),
        text: row.text,
      };
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last;
  }
}

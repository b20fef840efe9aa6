import type { InsightsEntry, InsightsRunEntry } from './audit-entry.js';
import { insightIncompleteReasons } from './insight-completeness.js';
import type { ConversationInsights, InsightsSummary } from './insights-summary.js';

/** `timestamp` is the run's business time (ISO). */
export function insightsEntry(
  one: ConversationInsights,
  { timestamp, pageSize }: { timestamp: string; pageSize: number },
): InsightsEntry {
  const wasRead = one.pages > 0;
  return {
    timestamp,
    action: 'insight_retrieval',
    interaction_id: one.conversationId,
    insight_count: wasRead ? one.unique : null,
    latency_ms: one.latencyMs === null ? null : Math.round(one.latencyMs),
    utilization_rate: wasRead ? one.fetched / (pageSize * one.pages) : null,
    governance_pass: wasRead ? one.heldForPersonalData === 0 : null,
    crm_webhook_status: one.failed > 0 ? 'failed' : one.delivered > 0 ? 'delivered' : null,
    passed: one.passed,
    redacted: one.redacted,
    held: one.held,
    held_because: one.heldBecause,
    incomplete_because: insightIncompleteReasons(one),
  };
}

export const insightsRunEntry = (
  { workflowId, timestamp }: { workflowId: string; timestamp: string },
  { conversations, insights, incompleteBecause }: InsightsSummary,
): InsightsRunEntry => ({
  timestamp,
  action: 'insights_sync',
  workflow_id: workflowId,
  conversations: conversations.total,
  unique: insights.unique,
  passed: insights.passed,
  redacted: insights.redacted,
  held: insights.held,
  complete: incompleteBecause.length === 0,
});

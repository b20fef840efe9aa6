import type { InsightsResult } from '../src/contracts/sync-insights.js';
import type { InsightsUpdate } from '../src/domain/insights-update.js';
import { follow } from '../src/commands/follow.js';
import { acceptStart } from '../src/launch/accept-start.js';
import { startRun } from '../src/launch/start-run.js';
import type { Simulator } from '../simulator/simulator.js';
import { insightsTable, type CrmWitness } from './demo-insights-report.js';
import type { DemoParts, DemoRun } from './demo-sentiment.js';

/** Each is a request of its own: all of the week would take a minute. */
const CONVERSATIONS = 200;
const CONFIDENCE_THRESHOLD = 0.75;

/** The insights of some conversations of the sentiment run, governed, and told to a simulated CRM. */
export async function demonstrateInsights(
  { temporal, store, terminal }: DemoParts,
  simulator: Simulator,
  { runId: sentimentRunId }: DemoRun,
): Promise<DemoRun> {
  const startedAtMs = performance.now();
  const rows = await store.sentiment.rowsAfter(sentimentRunId, null, CONVERSATIONS);
  const conversationIds = rows.map(({ conversationId }) => conversationId);
  const input = { conversationIds, confidenceThreshold: CONFIDENCE_THRESHOLD, onPersonalData: 'redact' };
  const start = acceptStart('insights', input, new Date().toISOString());
  const { workflowId, runId } = await startRun(temporal.client, start);
  terminal.print(`  syncInsights  ${workflowId}`);
  const outcome = await follow(temporal.client.workflow.getHandle(workflowId), runId, terminal);
  if (outcome.status !== 'completed')
    throw new Error(`the run ${outcome.status}: ${JSON.stringify(outcome.failure)}`);
  const tookMs = performance.now() - startedAtMs;
  const result = outcome.result as InsightsResult;
  const { intact: auditIsIntact } = await store.audit.verify([result.auditHead]);
  const crm = witnessOf(simulator, conversationIds);
  terminal.print(insightsTable({ result, crm, tookMs, auditIsIntact }));
  return { workflowId, runId };
}

function witnessOf({ insights, sinks }: Simulator, conversationIds: readonly string[]): CrmWitness {
  const effects = sinks.crm.effects().filter(({ body }) => isInsightsUpdate(body));
  const updates = effects.map(({ body }) => body as InsightsUpdate);
  const planted = insights
    .truth({ conversationIds })
    .conversations.filter(({ outcome }) => outcome === 'answered')
    .flatMap((conversation) => conversation.insights)
    .filter(({ confidence }) => confidence >= CONFIDENCE_THRESHOLD)
    .flatMap((insight) => insight.planted.map((value) => ({ value, kind: insight.kind ?? 'none' })));
  const told = updates.flatMap((update) => update.insights.map(({ text }) => text)).join('\n');
  return {
    updates: updates.length,
    insights: updates.reduce((sum, update) => sum + update.insights.length, 0),
    repeated: effects.filter(({ deliveries }) => deliveries > 1).length,
    planted: planted.length,
    leakedKinds: planted.filter(({ value }) => told.includes(value)).map(({ kind }) => kind),
  };
}

const isInsightsUpdate = (body: unknown): boolean =>
  (body as Pick<InsightsUpdate, 'event'>).event === 'agent_assist_insights_sync';

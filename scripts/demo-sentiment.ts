import { follow } from '../src/commands/follow.js';
import type { SentimentResult } from '../src/contracts/analyze-sentiment.js';
import { acceptStart } from '../src/launch/accept-start.js';
import { startRun } from '../src/launch/start-run.js';
import type { Store } from '../src/store/index.js';
import type { TemporalClient } from '../src/wiring/connect-temporal.js';
import type { Terminal } from '../src/wiring/terminal.js';
import { resultTable } from './demo-report.js';

export type DemoParts = {
  readonly temporal: TemporalClient;
  readonly store: Store;
  readonly terminal: Terminal;
};

export type DemoRun = { readonly workflowId: string; readonly runId: string };

/** The sentiment of a week of simulated conversations. */
export async function demonstrateSentiment({ temporal, store, terminal }: DemoParts): Promise<DemoRun> {
  const startedAtMs = performance.now();
  const start = acceptStart('sentiment', { window: 'last-7d', timeZone: 'UTC' }, new Date().toISOString());
  const { workflowId, runId } = await startRun(temporal.client, start);
  terminal.print(`  analyzeSentiment  ${workflowId}`);
  const outcome = await follow(temporal.client.workflow.getHandle(workflowId), runId, terminal);
  if (outcome.status !== 'completed')
    throw new Error(`the run ${outcome.status}: ${JSON.stringify(outcome.failure)}`);
  const tookMs = performance.now() - startedAtMs;
  const result = outcome.result as SentimentResult;
  const { intact: auditIsIntact } = await store.audit.verify([result.auditHead]);
  terminal.print(resultTable(result, { tookMs, auditIsIntact }));
  return { workflowId, runId };
}

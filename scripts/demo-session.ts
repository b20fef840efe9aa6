import type { SessionResult } from '../src/contracts/run-virtual-agent-session.js';
import { acceptStart } from '../src/launch/accept-start.js';
import { startRun } from '../src/launch/start-run.js';
import { submitTurnUpdate } from '../src/workflows/messages.js';
import type { Simulator } from '../simulator/simulator.js';
import type { DemoParts, DemoRun } from './demo-sentiment.js';
import { sessionTable } from './demo-session-report.js';
import { untilCreated } from './until-created.js';

const INPUT = {
  sessionKey: 'demo-order-1042',
  from: { id: 'customer-1042' },
  to: [{ id: 'support-bot' }],
  type: 'chat',
  message: 'I want to cancel my recent order',
  attributes: { customer_segment: 'premium' },
  thresholds: { sentimentMin: -0.5 },
  fallbackQueueId: 'human-support-queue',
};

/** A conversation with a virtual agent, one more message, and an end that a signed webhook tells. */
export async function demonstrateSession(
  { temporal, store, terminal }: DemoParts,
  simulator: Simulator,
): Promise<DemoRun> {
  const startedAtMs = performance.now();
  const { workflowId, runId } = await startRun(
    temporal.client,
    acceptStart('session', INPUT, new Date().toISOString()),
  );
  terminal.print(`  runVirtualAgentSession  ${workflowId}`);
  const handle = temporal.client.workflow.getHandle(workflowId);
  terminal.progress('the virtual agent is asked …');
  const conversationId = await untilCreated(handle);
  const decision = await handle.executeUpdate(submitTurnUpdate, {
    args: [{ text: 'Where is my refund? sentiment=-0.8' }],
  });
  terminal.progress('the conversation is over, and its webhook on its way …');
  simulator.conversations.end(conversationId);
  const result = (await handle.result()) as SessionResult;
  terminal.progress('');
  const tookMs = performance.now() - startedAtMs;
  const { intact: auditIsIntact } = await store.audit.verify([result.auditHead]);
  const crm = simulator.sinks.crm.effects().map(({ body }) => body as { event: string; state?: string });
  const webhooks = simulator.webhooks.counts();
  terminal.print(sessionTable({ result, decision, crm, webhooks, tookMs, auditIsIntact }));
  return { workflowId, runId };
}

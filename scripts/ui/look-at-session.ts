import type { Client } from '@temporalio/client';
import type { Simulator } from '../../simulator/simulator.js';
import { acceptStart } from '../../src/launch/accept-start.js';
import { startRun } from '../../src/launch/start-run.js';
import { submitTurnUpdate } from '../../src/workflows/messages.js';
import { untilCreated } from '../until-created.js';
import type { Looker } from './looker.js';

/** What a customer says, and only the workers, the clients and the UI shall be able to read. */
const PLANTED = 'my planted-parcel never came';

const INPUT = {
  sessionKey: 'ui-order-1',
  from: { id: 'customer-1' },
  to: [{ id: 'support-bot' }],
  type: 'chat',
  message: `${PLANTED}, I want to cancel my order`,
  thresholds: { sentimentMin: -0.5 },
  fallbackQueueId: 'people',
};

/** A session while it lives, after a turn that calls a person, and when a signed webhook has told of its end. */
export async function lookAtSession(looker: Looker, client: Client, simulator: Simulator): Promise<void> {
  const start = acceptStart('session', INPUT, new Date().toISOString());
  const run = await startRun(client, start);
  const handle = client.workflow.getHandle(run.workflowId);
  const conversationId = await untilCreated(handle);
  await looker.expectRun('session-live', run, 'user-metadata', [
    start.summary,
    'Active',
    conversationId,
    'handed to a person: no',
  ]);
  await handle.executeUpdate(submitTurnUpdate, { args: [{ text: 'Where is it? sentiment=-0.8' }] });
  simulator.conversations.end(conversationId);
  await handle.result();
  await looker.expectPrivate('session-raw-history', run, {
    shows: 'runVirtualAgentSession',
    hides: 'planted-parcel',
  });
  await looker.expectRuns('session-runs', ['runVirtualAgentSession', 'sweepSessions', run.workflowId]);
  await looker.expectRun('session', run, 'history', [
    'evaluate a message',
    'create the conversation',
    'submitTurn',
    'conversationEvent',
    'send the outbox to the CRM',
    'what analytics know of the session',
    PLANTED,
  ]);
  await looker.expectRun('session-details', run, 'user-metadata', [
    'Settled',
    'handed to a person: negative_sentiment',
    'resolution: resolved',
  ]);
  await looker.expectRun('session-attributes', run, 'search-attributes', [
    'GenesysStage',
    'settled',
    'GenesysConversationId',
    conversationId,
  ]);
}

import type { Client } from '@temporalio/client';
import { acceptStart } from '../../src/launch/accept-start.js';
import { startRun } from '../../src/launch/start-run.js';
import type { Looker } from './looker.js';

/** A number that nothing else has: part of an input that only the workers, the clients and the UI shall be able to read. */
const PLANTED = 41.4142135;

/** A batch that has come to its end, over an organisation of 2,000 conversations. */
export async function lookAtSentiment(looker: Looker, client: Client): Promise<void> {
  const input = { window: 'last-7d', actionThreshold: PLANTED };
  const start = acceptStart('sentiment', input, new Date().toISOString());
  const run = await startRun(client, start);
  await client.workflow.getHandle(run.workflowId).result();
  const privacy = { shows: 'analyzeSentiment', hides: String(PLANTED) };
  await looker.expectPrivate('sentiment-raw-history', run, privacy);
  await looker.expectRuns('runs', ['analyzeSentiment', 'Completed', run.workflowId]);
  await looker.expectRun('sentiment', run, 'history', [
    'slice 1 from',
    'add up the stored rows',
    'send the outbox to the coaching platform',
    'chain the audit entries',
    String(PLANTED),
  ]);
  await looker.expectRun('sentiment-details', run, 'user-metadata', [
    start.summary,
    'conversations: 2000',
    'Complete from',
  ]);
  await looker.expectRun('sentiment-attributes', run, 'search-attributes', [
    'GenesysProcess',
    'sentiment',
    'GenesysStage',
    'completed',
  ]);
}

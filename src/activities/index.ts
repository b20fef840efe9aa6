import type { GenesysGateway } from '../gateways/genesys/index.js';
import type { Sink } from '../gateways/sinks/sink.js';
import type { Store } from '../store/index.js';
import { createAcceptSentimentInput } from './accept-sentiment-input.js';
import { createAuditSentiment } from './audit-sentiment.js';
import { createBeginRun } from './begin-run.js';
import { createCountDeliveries } from './count-deliveries.js';
import { createDeliverCoaching } from './deliver-coaching.js';
import { createEndRun } from './end-run.js';
import { createEnqueueCoaching } from './enqueue-coaching.js';
import { createFetchSentimentPage } from './fetch-sentiment-page.js';
import { createGiveUpDeliveries } from './give-up-deliveries.js';
import { createSummarizeSentiment } from './summarize-sentiment.js';

export type ActivityDeps = Pick<Store, 'runs' | 'sentiment' | 'deliveries' | 'audit'> & {
  readonly genesys: Pick<GenesysGateway, 'sentiment'>;
  readonly sinks: { readonly coaching: Sink | null };
  readonly now: () => Date;
};

/** Activities of the queue `durable-genesys`: the store, and deliveries. */
export const createActivities = (deps: ActivityDeps) => ({
  acceptSentimentInput: createAcceptSentimentInput(),
  beginRun: createBeginRun(deps),
  summarizeSentiment: createSummarizeSentiment(deps),
  enqueueCoaching: createEnqueueCoaching(deps),
  deliverCoaching: createDeliverCoaching(deps),
  giveUpDeliveries: createGiveUpDeliveries(deps),
  countDeliveries: createCountDeliveries(deps),
  auditSentiment: createAuditSentiment(deps),
  endRun: createEndRun(deps),
});

/** Activities of the queue `genesys-api`: one request each, paced by the server over all workers. */
export const createGenesysActivities = (deps: ActivityDeps) => ({
  fetchSentimentPage: createFetchSentimentPage(deps),
});

export type Activities = ReturnType<typeof createActivities>;
export type GenesysActivities = ReturnType<typeof createGenesysActivities>;

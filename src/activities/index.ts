import type { GenesysGateway } from '../gateways/genesys/index.js';
import type { Sink } from '../gateways/sinks/sink.js';
import type { Store } from '../store/index.js';
import { createAcceptCsatInput } from './accept-csat-input.js';
import { createAcceptInsightsInput } from './accept-insights-input.js';
import { createAcceptRedeliveryInput } from './accept-redelivery-input.js';
import { createAcceptSentimentInput } from './accept-sentiment-input.js';
import { createAcceptSessionInput } from './accept-session-input.js';
import { createAuditCsat } from './audit-csat.js';
import { createAuditInsights } from './audit-insights.js';
import { createAuditRedelivery } from './audit-redelivery.js';
import { createAuditSentiment } from './audit-sentiment.js';
import { createAuditSession } from './audit-session.js';
import { createBeginRun } from './begin-run.js';
import { createBeginSession } from './begin-session.js';
import { createBindConversation, createFindToldConversation } from './bind-conversation.js';
import { createCheckSpeechModel } from './check-speech-model.js';
import { createCorrelateSurveys } from './correlate-surveys.js';
import { createCountCsatPages } from './count-csat-pages.js';
import { createCountDeliveries } from './count-deliveries.js';
import { createCreateConversation } from './create-conversation.js';
import { createDeliverAgain } from './deliver-again.js';
import { createDeliverCoaching } from './deliver-coaching.js';
import { createDeliverCrm } from './deliver-crm.js';
import { createDeliverInsights } from './deliver-insights.js';
import { createEndRun } from './end-run.js';
import { createEnqueueCoaching } from './enqueue-coaching.js';
import { createEnqueueCrm } from './enqueue-crm.js';
import { createEnqueueInsights } from './enqueue-insights.js';
import { createEnqueueSpeechRows } from './enqueue-speech-rows.js';
import { createEvaluateMessage } from './evaluate-message.js';
import { createFetchConversationEnd } from './fetch-conversation-end.js';
import { createFetchSpeechPage, createFetchSurveyPage } from './fetch-csat-page.js';
import { createFetchInsightPage } from './fetch-insight-page.js';
import { createFetchSentimentPage } from './fetch-sentiment-page.js';
import { createFetchSessionMetrics } from './fetch-session-metrics.js';
import { createFindConversation } from './find-conversation.js';
import { createGiveUpDeliveries } from './give-up-deliveries.js';
import {
  createListInsightConversations,
  createNextInsightConversations,
} from './list-insight-conversations.js';
import { createQueueRedelivery } from './queue-redelivery.js';
import { createReleaseSlot, createReserveSlot } from './session-slots.js';
import { createStopInsights } from './stop-insights.js';
import { createSummarizeSentiment } from './summarize-sentiment.js';
import {
  createExpireEvents,
  createFreeClosedSlots,
  createPlanSweep,
  createSweepPage,
  createTellSwept,
} from './sweep-sessions.js';
import { createAuditInteraction, createEnqueueInteraction } from './sync-interaction.js';
import { createUpdateSession } from './update-session.js';
import type { WorkflowDirectory } from './workflow-directory.js';

export type ActivityDeps = Pick<
  Store,
  'runs' | 'sentiment' | 'insights' | 'csat' | 'deliveries' | 'redeliveries' | 'audit' | 'sessions' | 'inbox'
> & {
  readonly genesys: Pick<
    GenesysGateway,
    'sentiment' | 'virtualAgent' | 'conversationRecords' | 'insights' | 'speech'
  >;
  readonly sinks: { readonly coaching: Sink | null; readonly crm: Sink | null };
  readonly workflows: WorkflowDirectory;
  readonly requestsPerMinute: number | null;
  readonly now: () => Date;
};

/** Activities of the queue `durable-genesys`: the store, deliveries, and Temporal itself. */
export const createActivities = (deps: ActivityDeps) => ({
  acceptSentimentInput: createAcceptSentimentInput(deps),
  beginRun: createBeginRun(deps),
  summarizeSentiment: createSummarizeSentiment(deps),
  enqueueCoaching: createEnqueueCoaching(deps),
  deliverCoaching: createDeliverCoaching(deps),
  giveUpDeliveries: createGiveUpDeliveries(deps),
  countDeliveries: createCountDeliveries(deps),
  auditSentiment: createAuditSentiment(deps),
  endRun: createEndRun(deps),

  acceptInsightsInput: createAcceptInsightsInput(),
  listInsightConversations: createListInsightConversations(deps),
  nextInsightConversations: createNextInsightConversations(deps),
  stopInsights: createStopInsights(deps),
  enqueueInsights: createEnqueueInsights(deps),
  deliverInsights: createDeliverInsights(deps),
  auditInsights: createAuditInsights(deps),

  acceptCsatInput: createAcceptCsatInput(deps),
  correlateSurveys: createCorrelateSurveys(deps),
  enqueueSpeechRows: createEnqueueSpeechRows(deps),
  countCsatPages: createCountCsatPages(deps),
  auditCsat: createAuditCsat(deps),

  acceptSessionInput: createAcceptSessionInput(),
  beginSession: createBeginSession(deps),
  reserveSlot: createReserveSlot(deps),
  releaseSlot: createReleaseSlot(deps),
  bindConversation: createBindConversation(deps),
  findToldConversation: createFindToldConversation(deps),
  updateSession: createUpdateSession(deps),
  enqueueCrm: createEnqueueCrm(deps),
  deliverCrm: createDeliverCrm(deps),
  auditSession: createAuditSession(deps),

  planSweep: createPlanSweep(deps),
  tellSwept: createTellSwept(deps),
  freeClosedSlots: createFreeClosedSlots(deps),
  expireEvents: createExpireEvents(deps),

  enqueueInteraction: createEnqueueInteraction(deps),
  auditInteraction: createAuditInteraction(deps),

  acceptRedeliveryInput: createAcceptRedeliveryInput(),
  queueRedelivery: createQueueRedelivery(deps),
  deliverAgain: createDeliverAgain(deps),
  auditRedelivery: createAuditRedelivery(deps),
});

/** Activities of the Genesys queues: one request each, paced by the server over all workers. */
export const createGenesysActivities = (deps: ActivityDeps) => ({
  fetchSentimentPage: createFetchSentimentPage(deps),
  fetchInsightPage: createFetchInsightPage(deps),
  fetchConversationEnd: createFetchConversationEnd(deps),
  checkSpeechModel: createCheckSpeechModel(deps),
  fetchSpeechPage: createFetchSpeechPage(deps),
  fetchSurveyPage: createFetchSurveyPage(deps),
  evaluateMessage: createEvaluateMessage(deps),
  createConversation: createCreateConversation(deps),
  findConversation: createFindConversation(deps),
  fetchSessionMetrics: createFetchSessionMetrics(deps),
  sweepPage: createSweepPage(deps),
});

export type Activities = ReturnType<typeof createActivities>;
export type GenesysActivities = ReturnType<typeof createGenesysActivities>;

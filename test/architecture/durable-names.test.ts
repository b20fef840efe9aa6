import { describe, expect, it } from 'vitest';
import { createActivities, createGenesysActivities, type ActivityDeps } from '../../src/activities/index.js';
import {
  GENESYS_LIVE_TASK_QUEUE,
  GENESYS_TASK_QUEUE,
  SEARCH_ATTRIBUTES,
  WORKFLOW_TASK_QUEUE,
} from '../../src/domain/names.js';
import {
  csatWorkflowId,
  insightsWorkflowId,
  interactionWorkflowId,
  redeliveryWorkflowId,
  sentimentWorkflowId,
  SESSION_SWEEP_ID,
  sessionWorkflowId,
} from '../../src/domain/workflow-ids.js';
import * as workflows from '../../src/workflows/index.js';
import {
  conversationEventSignal,
  insightUpdatedSignal,
  progressQuery,
  requestHandoffUpdate,
  slotFreedSignal,
  submitTurnUpdate,
} from '../../src/workflows/messages.js';

/*
 * These names stand in histories that outlive any deployment. Adding one is fine; changing or removing one breaks runs that are
 * under way, unless it goes with `patched` and a recorded history.
 */
const DURABLE = {
  workflows: [
    'correlateCsat',
    'analyzeSentiment',
    'redeliver',
    'runVirtualAgentSession',
    'sweepSessions',
    'syncInsights',
    'syncInteraction',
  ],
  activities: [
    'acceptCsatInput',
    'acceptInsightsInput',
    'acceptRedeliveryInput',
    'acceptSentimentInput',
    'acceptSessionInput',
    'auditCsat',
    'auditInsights',
    'auditInteraction',
    'auditRedelivery',
    'auditSentiment',
    'auditSession',
    'beginRun',
    'beginSession',
    'bindConversation',
    'checkSpeechModel',
    'correlateSurveys',
    'countCsatPages',
    'countDeliveries',
    'createConversation',
    'deliverAgain',
    'deliverCoaching',
    'deliverCrm',
    'deliverInsights',
    'endRun',
    'enqueueCoaching',
    'enqueueCrm',
    'enqueueInsights',
    'enqueueInteraction',
    'enqueueSpeechRows',
    'evaluateMessage',
    'expireEvents',
    'fetchConversationEnd',
    'fetchInsightPage',
    'fetchSentimentPage',
    'fetchSessionMetrics',
    'fetchSpeechPage',
    'fetchSurveyPage',
    'findConversation',
    'findToldConversation',
    'freeClosedSlots',
    'giveUpDeliveries',
    'listInsightConversations',
    'nextInsightConversations',
    'planSweep',
    'queueRedelivery',
    'releaseSlot',
    'reserveSlot',
    'stopInsights',
    'summarizeSentiment',
    'sweepPage',
    'tellSwept',
    'updateSession',
  ],
  queries: ['progress'],
  signals: ['conversationEvent', 'insightUpdated', 'slotFreed'],
  updates: ['requestHandoff', 'submitTurn'],
  taskQueues: ['durable-genesys', 'genesys-api', 'genesys-api-live'],
  searchAttributes: ['GenesysConversationId', 'GenesysProcess', 'GenesysStage'],
  workflowIds: [
    'sentiment/2026-11-20T00:00:00Z/2026-11-21T00:00:00Z',
    'sentiment/2026-11-20T00:00:00Z/2026-11-21T00:00:00Z/691934d9a12776ff',
    'session/order-1',
    'interaction/eda819331023d842',
    'csat/fcc552fe02b95775',
    'insights/cc8bd36c49302852',
    'redelivery/crm',
    'session-sweep',
  ],
};

function namesInUse(): typeof DURABLE {
  // The factories only close over what they are given: names need no store and no network.
  const deps = { sinks: {}, now: () => new Date() } as unknown as ActivityDeps;
  const day = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' };
  return {
    workflows: Object.keys(workflows).sort(),
    activities: Object.keys({ ...createActivities(deps), ...createGenesysActivities(deps) }).sort(),
    queries: [progressQuery.name],
    signals: [conversationEventSignal.name, insightUpdatedSignal.name, slotFreedSignal.name],
    updates: [requestHandoffUpdate.name, submitTurnUpdate.name],
    taskQueues: [WORKFLOW_TASK_QUEUE, GENESYS_TASK_QUEUE, GENESYS_LIVE_TASK_QUEUE],
    searchAttributes: Object.values(SEARCH_ATTRIBUTES).sort(),
    workflowIds: [
      sentimentWorkflowId(day, {}),
      sentimentWorkflowId(day, { languages: ['en'] }),
      sessionWorkflowId('order-1'),
      interactionWorkflowId('msg_1'),
      csatWorkflowId({ modelId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890' }),
      insightsWorkflowId({ conversationIds: ['3f2b8c1e-8d4a-4b6c-9e0f-1a2b3c4d5e6f'] }),
      redeliveryWorkflowId('crm'),
      SESSION_SWEEP_ID,
    ],
  };
}

/** Names that histories know and the code does not. */
const lost = (durable: typeof DURABLE, inUse: typeof DURABLE): string[] =>
  Object.entries(durable).flatMap(([kind, names]) =>
    names.filter((name) => !inUse[kind as keyof typeof DURABLE].includes(name)),
  );

describe('durable names', () => {
  it('are all in use', () => {
    expect(lost(DURABLE, namesInUse())).toEqual([]);
  });

  it('are all listed here, so that none is forgotten', () => {
    expect(lost(namesInUse(), DURABLE)).toEqual([]);
  });

  it('would be missed when one is renamed', () => {
    const renamed = { ...namesInUse(), activities: ['fetchPage'] };
    expect(lost(DURABLE, renamed)).toContain('fetchSentimentPage');
  });
});

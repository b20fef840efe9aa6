import { ApplicationFailure, defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Activities, GenesysActivities } from '../../src/activities/index.js';
import { createAcceptSentimentInput } from '../../src/activities/accept-sentiment-input.js';
import { activityInterceptors } from '../../src/activities/interceptors.js';
import {
  GENESYS_LIVE_TASK_QUEUE,
  GENESYS_TASK_QUEUE,
  SEARCH_ATTRIBUTES,
  WORKFLOW_TASK_QUEUE,
} from '../../src/domain/names.js';
import { createDocumentedSentimentSource } from '../../src/gateways/genesys/documented/sentiment.js';
import { registerSearchAttributes } from '../../src/wiring/search-attributes.js';
import { csatFakes } from './csat-fakes.js';
import { insightsFakes } from './insights-fakes.js';
import { redeliveryFakes } from './redelivery-fakes.js';
import { newBooks, sessionFakes } from './session-fakes.js';
import type { SummarizedSentiment } from '../../src/activities/summarize-sentiment.js';

export type FakeActivities = Activities & GenesysActivities;

type Options = { readonly testServer: string; readonly workflowBundle: string };

/**
 * A time-skipping server of one's own (its clock is global, so no two test files may share one) with a worker on each queue.
 * The workers do what the activities of the test at hand do, cast by the product's own interceptors.
 */
export async function createWorkflowEnv({ testServer, workflowBundle }: Options) {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: testServer } },
  });
  await registerSearchAttributes(
    { connection: env.connection, namespace: env.namespace ?? 'default' },
    Object.values(SEARCH_ATTRIBUTES),
  );
  let current = fakeActivities();
  const activities = Object.fromEntries(
    Object.keys(current)
      .filter((name) => name !== 'calls')
      .map((name) => [name, (input: never) => current[name as keyof FakeActivities](input)]),
  );
  const shared = {
    connection: env.nativeConnection,
    activities,
    interceptors: { activity: activityInterceptors },
  };
  const workers = [
    await Worker.create({
      ...shared,
      workflowBundle: { codePath: workflowBundle },
      taskQueue: WORKFLOW_TASK_QUEUE,
      // An ordinary error in a workflow retries its task for ever; a test wants to see it.
      workflowFailureErrorTypes: { '*': ['Error'] },
    }),
    await Worker.create({ ...shared, taskQueue: GENESYS_TASK_QUEUE }),
    await Worker.create({ ...shared, taskQueue: GENESYS_LIVE_TASK_QUEUE }),
  ];
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    env,
    /** What the workers do from now on. */
    act: (next: FakeActivities & { readonly calls: string[] }) => {
      current = next;
    },
    async close() {
      for (const worker of workers) worker.shutdown();
      await running;
      await env.teardown();
    },
  };
}

export type WorkflowEnv = Awaited<ReturnType<typeof createWorkflowEnv>>;

export const failure = (type: string, options: { retry?: boolean; nextRetryDelayMs?: number } = {}) =>
  ApplicationFailure.create({
    type,
    message: `${type} happened`,
    nonRetryable: !options.retry,
    ...(options.nextRetryDelayMs !== undefined && { nextRetryDelay: options.nextRetryDelayMs }),
  });

export const FIGURES: SummarizedSentiment = {
  finality: null,
  fetched: 32,
  overlapping: 0,
  outside: 0,
  reported: 32,
  pages: 16,
  requests: 16,
  unique: 32,
  scored: 30,
  unscored: 2,
  invalid: 0,
  unknown: 0,
  positive: 18,
  neutral: 6,
  negative: 6,
  scoreSum: 9,
  scoreSquareSum: 6,
  actionRequired: 5,
};

/** Accepting an input asks how a source can be read, and calls nothing. */
const UNASKED = createDocumentedSentimentSource(() => Promise.reject(new Error('Genesys was called')));

/** Activities that answer as a small organisation would, without store or network. A test overrides what it is about. */
export function fakeActivities(
  overrides: Partial<FakeActivities> = {},
): FakeActivities & { readonly calls: string[] } {
  const calls: string[] = [];
  const activities: FakeActivities = {
    ...sessionFakes(newBooks()),
    ...insightsFakes(),
    ...csatFakes(),
    ...redeliveryFakes(),
    acceptSentimentInput: createAcceptSentimentInput({ genesys: { sentiment: UNASKED } }),
    beginRun: () => Promise.resolve(),
    endRun: () => Promise.resolve(),
    fetchSentimentPage: () => Promise.resolve({ fetched: 2, cursor: null, repeatsCursor: false }),
    summarizeSentiment: () => Promise.resolve(FIGURES),
    enqueueCoaching: () => Promise.resolve({ qualified: 5, sinkConfigured: true }),
    deliverCoaching: () => Promise.resolve({ next: null }),
    giveUpDeliveries: () => Promise.resolve(),
    countDeliveries: () => Promise.resolve({ wanted: 5, subjects: 5, delivered: 5, failed: 0, pending: 0 }),
    auditSentiment: () => Promise.resolve({ count: 6, hash: 'f'.repeat(64) }),
    planSweep: () => Promise.resolve({ botIds: [], requestsPerMinute: 240 }),
    sweepPage: () => Promise.resolve({ cursor: null }),
    tellSwept: () => Promise.resolve({ told: 0 }),
    freeClosedSlots: () => Promise.resolve({ freed: 0 }),
    expireEvents: () => Promise.resolve({ expired: 0 }),
    enqueueInteraction: () => Promise.resolve({ enqueued: true }),
    auditInteraction: () => Promise.resolve({ count: 1, hash: 'f'.repeat(64) }),
    ...overrides,
  };
  const recorded = Object.entries(activities).map(([name, activity]) => [
    name,
    (input: never) => {
      calls.push(name);
      return (activity as (input: never) => Promise<unknown>)(input);
    },
  ]);
  return { ...(Object.fromEntries(recorded) as FakeActivities), calls };
}

export const stageKey = defineSearchAttributeKey(SEARCH_ATTRIBUTES.stage, SearchAttributeType.KEYWORD);

import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import { CancelledFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { FetchInsightPageInput } from '../../src/activities/fetch-insight-page.js';
import type { StopInsightsInput } from '../../src/activities/stop-insights.js';
import type { InsightsInput, InsightsResult } from '../../src/contracts/sync-insights.js';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import type { RunEnd } from '../../src/store/runs.js';
import { syncInsights } from '../../src/workflows/index.js';
import { insightsProgressQuery } from '../../src/workflows/messages.js';
import { conversationNumber, insightsFakes, LAST_INSIGHT_PAGE } from '../support/insights-fakes.js';
import {
  createWorkflowEnv,
  failure,
  fakeActivities,
  stageKey,
  type WorkflowEnv,
} from '../support/workflow-env.js';

type Fake = ReturnType<typeof fakeActivities>;

const INPUT: InsightsInput = { conversationIds: [1, 2, 3].map(conversationNumber) };

describe('syncInsights', () => {
  let world: WorkflowEnv;
  beforeAll(async () => {
    world = await createWorkflowEnv({
      testServer: inject('testServer'),
      workflowBundle: inject('workflowBundle'),
    });
  });
  afterAll(() => world.close());

  const options = (input: InsightsInput) => ({
    taskQueue: WORKFLOW_TASK_QUEUE,
    workflowId: `insights/${randomUUID()}`,
    args: [input] as [InsightsInput],
  });
  const start = (activities: Fake, changes: object = {}) => {
    world.act(activities);
    return world.env.client.workflow.start(syncInsights, options({ ...INPUT, ...changes }));
  };
  const execute = async (activities: Fake, changes: object = {}): Promise<InsightsResult> =>
    (await start(activities, changes)).result();
  const failureOf = async (run: Promise<unknown>): Promise<Error | undefined> => {
    const error = await run.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(WorkflowFailedError);
    return (error as WorkflowFailedError).cause;
  };

  it('reads each conversation, syncs what passed, audits and tells the whole result', async () => {
    const activities = fakeActivities();
    const result = await execute(activities);
    expect(result).toMatchObject({
      window: null,
      conversations: { total: 3, read: 3 },
      insights: { reported: 6, fetched: 6, unique: 6, passed: 3, held: 3 },
      heldBecause: { 'personalData:email': 3 },
      complete: true,
      auditHead: { count: 4 },
    });
    expect(activities.calls).toEqual([
      'acceptInsightsInput',
      'beginRun',
      'listInsightConversations',
      'nextInsightConversations',
      ...Array<string>(3).fill('fetchInsightPage'),
      'enqueueInsights',
      'deliverInsights',
      'countDeliveries',
      'auditInsights',
      'endRun',
    ]);
  });

  it('follows cursors, and never has more pages under way than it may', async () => {
    let underWay = 0;
    let most = 0;
    const asked: string[] = [];
    const activities = fakeActivities({
      ...insightsFakes(7),
      async fetchInsightPage({ page, cursor, query }: FetchInsightPageInput) {
        most = Math.max(most, ++underWay);
        asked.push(`${query.conversationId} ${page} ${cursor}`);
        await new Promise(setImmediate);
        underWay -= 1;
        return { ...LAST_INSIGHT_PAGE, cursor: page < 2 ? `after ${page}` : null };
      },
    });
    await execute(activities, { concurrency: 3 });
    expect(most).toBeLessThanOrEqual(3);
    expect(asked.sort()).toEqual(
      Array.from({ length: 7 }, (_, index) => conversationNumber(index + 1))
        .flatMap((id) => [`${id} 0 null`, `${id} 1 after 0`, `${id} 2 after 1`])
        .sort(),
    );
  });

  it.each([
    ['Forbidden', 'forbidden'],
    ['NotFound', 'notFound'],
    ['UnexpectedResponse', 'unexpectedResponse'],
  ])('takes %s as the outcome of one conversation', async (type, stopped) => {
    const stops: StopInsightsInput[] = [];
    const activities = fakeActivities({
      fetchInsightPage: ({ query }) =>
        query.conversationId === conversationNumber(2)
          ? Promise.reject(failure(type))
          : Promise.resolve(LAST_INSIGHT_PAGE),
      stopInsights: (stop) => Promise.resolve(void stops.push(stop)),
    });
    await execute(activities);
    expect(stops).toMatchObject([{ conversationId: conversationNumber(2), stopped }]);
    expect(activities.calls.filter((name) => name === 'fetchInsightPage')).toHaveLength(3);
  });

  it.each([
    {
      of: 'a repeated token',
      page: { repeatsCursor: true, cursor: 'a' },
      changes: {},
      stopped: 'repeatedPageToken',
    },
    { of: 'the page cap', page: { cursor: 'a' }, changes: { pageCap: 1 }, stopped: 'pageCap' },
    { of: 'enough insights', page: { cursor: 'a' }, changes: { maxInsights: 2 }, stopped: 'maxInsights' },
    { of: 'more than enough', page: { beyondMax: 1 }, changes: { maxInsights: 2 }, stopped: 'maxInsights' },
  ])('stops because of $of, and notes it', async ({ page, changes, stopped }) => {
    const stops: string[] = [];
    const activities = fakeActivities({
      fetchInsightPage: () => Promise.resolve({ ...LAST_INSIGHT_PAGE, ...page }),
      stopInsights: (stop) => Promise.resolve(void stops.push(stop.stopped)),
    });
    await execute(activities, changes);
    expect(stops).toEqual([stopped, stopped, stopped]);
  });

  it('has enough when the last page brings the last one wanted', async () => {
    const activities = fakeActivities();
    await execute(activities, { maxInsights: 2 });
    expect(activities.calls).not.toContain('stopInsights');
  });

  it('tells ages at the end of the conversation where it was asked to, and at the start of its reading where none is known', async () => {
    const policies: { now: string; ageAt: string }[] = [];
    const activities = fakeActivities({
      fetchConversationEnd: ({ conversationId }) =>
        Promise.resolve({
          endedAt: conversationId === conversationNumber(1) ? '2026-11-20T10:05:00Z' : null,
        }),
      fetchInsightPage: ({ policy }) => {
        policies.push(policy);
        return Promise.resolve(LAST_INSIGHT_PAGE);
      },
    });
    await execute(activities, { ageFrom: 'conversationEnd', concurrency: 1 });
    expect(policies[0]?.ageAt).toBe('2026-11-20T10:05:00Z');
    expect(policies.slice(1).map(({ now, ageAt }) => ageAt === now)).toEqual([true, true]);
    expect(activities.calls.filter((name) => name === 'fetchConversationEnd')).toHaveLength(3);
  });

  it('says that the window is not all known', async () => {
    const activities = fakeActivities({
      listInsightConversations: () => Promise.resolve({ total: 3, allKnown: false }),
    });
    expect(await execute(activities)).toMatchObject({
      complete: false,
      incompleteBecause: ['windowNotAnalyzed'],
    });
  });

  it('comes to an end without conversations', async () => {
    const activities = fakeActivities(insightsFakes(0));
    expect(await execute(activities)).toMatchObject({ conversations: { total: 0 }, insights: { unique: 0 } });
  });

  it('sends nothing without a CRM, and says how much it would have', async () => {
    const activities = fakeActivities({
      enqueueInsights: () => Promise.resolve({ qualified: 2, sinkConfigured: false }),
    });
    expect((await execute(activities)).crm).toEqual({
      delivered: 0,
      failed: 0,
      skipped: 2,
      skippedBecause: { noSink: 2 },
    });
    expect(activities.calls).not.toContain('deliverInsights');
  });

  it('gives up what a CRM that is down can not take, and ends', async () => {
    const activities = fakeActivities({
      deliverInsights: () => Promise.reject(failure('Unavailable', { retry: true })),
      countDeliveries: () => Promise.resolve({ wanted: 3, subjects: 3, delivered: 1, failed: 2, pending: 0 }),
    });
    expect((await execute(activities)).crm).toMatchObject({ delivered: 1, failed: 2 });
    expect(activities.calls).toContain('giveUpDeliveries');
  });

  it('fails as a whole where a refusal would be that of all', async () => {
    const ends: RunEnd[] = [];
    const activities = fakeActivities({
      fetchInsightPage: () => Promise.reject(failure('Unauthorized')),
      endRun: (end) => Promise.resolve(void ends.push(end)),
    });
    const cause = await failureOf(execute(activities, { concurrency: 1 }));
    expect((cause as ApplicationFailure).type).toBe('Unauthorized');
    expect(ends).toMatchObject([{ status: 'failed' }]);
  });

  it('refuses a wrong input before anything is called', async () => {
    const activities = fakeActivities();
    const cause = await failureOf(execute(activities, { window: 'yesterday' }));
    expect((cause as ApplicationFailure).type).toBe('InvalidInput');
    expect(activities.calls).toEqual(['acceptInsightsInput', 'endRun']);
  });

  it('records that it was cancelled', async () => {
    let cancel = () => Promise.resolve();
    const ends: RunEnd[] = [];
    const activities = fakeActivities({
      async fetchInsightPage({ page }) {
        if (page === 2) await cancel();
        return { ...LAST_INSIGHT_PAGE, cursor: `after ${page}` };
      },
      endRun: (end) => Promise.resolve(void ends.push(end)),
    });
    const handle = await start(activities, { concurrency: 1 });
    cancel = async () => void (await handle.cancel());
    expect(await failureOf(handle.result())).toBeInstanceOf(CancelledFailure);
    // A local activity runs again when its workflow task does.
    expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(['cancelled']));
  });

  it('goes on where it was after it has continued as new, and reads every page once', async () => {
    const asked = new Map<string, number>();
    const activities = fakeActivities({
      ...insightsFakes(450),
      fetchInsightPage({ query, page }) {
        const key = `${query.conversationId} ${page}`;
        asked.set(key, (asked.get(key) ?? 0) + 1);
        return Promise.resolve({ ...LAST_INSIGHT_PAGE, cursor: page < 3 ? `after ${page}` : null });
      },
    });
    const handle = await start(activities, { concurrency: 16 });
    const result = await handle.result();
    expect(result.conversations.total).toBe(450);
    expect(asked.size).toBe(1800);
    expect(new Set(asked.values())).toEqual(new Set([1]));
    expect(activities.calls.filter((name) => name === 'acceptInsightsInput')).toHaveLength(1);
    expect((await handle.describe()).runId).not.toBe(handle.firstExecutionRunId);
  });

  it('tells its progress and its stage', async () => {
    const handle = await start(fakeActivities());
    await handle.result();
    expect(await handle.query(insightsProgressQuery)).toEqual({
      stage: 'completed',
      total: 3,
      conversations: 3,
      pages: 3,
      insights: 6,
    });
    expect((await handle.describe()).typedSearchAttributes.get(stageKey)).toBe('completed');
  });
});

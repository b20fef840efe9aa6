import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { FetchSentimentPageInput } from '../../src/activities/fetch-sentiment-page.js';
import type { SentimentInput, SentimentResult } from '../../src/contracts/analyze-sentiment.js';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import type { RunEnd } from '../../src/store/runs.js';
import { analyzeSentiment } from '../../src/workflows/index.js';
import {
  createWorkflowEnv,
  failure,
  fakeActivities,
  FIGURES,
  stageKey,
  type WorkflowEnv,
} from '../support/workflow-env.js';

type Fake = ReturnType<typeof fakeActivities>;

const LAST_PAGE = { fetched: 2, cursor: null, repeatsCursor: false };

describe('analyzeSentiment', () => {
  let world: WorkflowEnv;
  beforeAll(async () => {
    world = await createWorkflowEnv({
      testServer: inject('testServer'),
      workflowBundle: inject('workflowBundle'),
    });
  });
  afterAll(() => world.close());

  /** The server's clock is ahead of ours once it has skipped: windows are told in its time. */
  const yesterday = async (): Promise<SentimentInput> => {
    const now = await world.env.currentTimeMs();
    return {
      from: new Date(now - 2 * 86_400_000).toISOString(),
      to: new Date(now - 86_400_000).toISOString(),
    };
  };
  const options = (input: unknown) => ({
    taskQueue: WORKFLOW_TASK_QUEUE,
    workflowId: `sentiment/${randomUUID()}`,
    args: [input] as [SentimentInput],
  });
  const execute = async (activities: Fake, changes: object = {}): Promise<SentimentResult> => {
    world.act(activities);
    return world.env.client.workflow.execute(
      analyzeSentiment,
      options({ ...(await yesterday()), ...changes }),
    );
  };
  const failureOf = async (run: Promise<unknown>): Promise<Error | undefined> => {
    const error = await run.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(WorkflowFailedError);
    return (error as WorkflowFailedError).cause;
  };

  it('reads every slice, adds up, delivers, audits and tells the whole result', async () => {
    const activities = fakeActivities();
    const result = await execute(activities);
    expect(result).toMatchObject({
      counts: { reported: 32, fetched: 32, unique: 32, scored: 30, duplicates: 0 },
      meanScore: 0.3,
      meanNormalizedScore: 65,
      polarityShift: 'improving',
      actionRequired: 5,
      coaching: { delivered: 5, failed: 0, skipped: 0, skippedBecause: {} },
      complete: true,
      incompleteBecause: [],
      pages: 16,
      auditHead: { count: 6 },
    });
    expect(activities.calls.filter((name) => name === 'fetchSentimentPage')).toHaveLength(48);
    expect(activities.calls.filter((name) => name !== 'fetchSentimentPage')).toEqual([
      'acceptSentimentInput',
      'beginRun',
      'summarizeSentiment',
      'enqueueCoaching',
      'deliverCoaching',
      'countDeliveries',
      'auditSentiment',
      'endRun',
    ]);
  });

  it('follows cursors page by page, and never has more pages under way than it may', async () => {
    const asked: string[] = [];
    let underWay = 0;
    let most = 0;
    const activities = fakeActivities({
      async fetchSentimentPage({ slice, page, cursor }: FetchSentimentPageInput) {
        asked.push(`${slice}/${page}/${String(cursor)}`);
        most = Math.max(most, ++underWay);
        await new Promise(setImmediate);
        underWay -= 1;
        return { fetched: 2, cursor: page < 2 ? `after ${page}` : null, repeatsCursor: false };
      },
    });
    await execute(activities, { concurrency: 4, slices: 8 });
    const expected = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((slice) => [
      `${slice}/0/null`,
      `${slice}/1/after 0`,
      `${slice}/2/after 1`,
    ]);
    expect(asked.sort()).toEqual(expected);
    expect(most).toBeLessThanOrEqual(4);
  });

  it.each([
    [{ to: '2020-01-01T00:00:00Z' }, 'to'],
    [{ languages: [] }, 'languages'],
    [{ colour: 'red' }, 'colour'],
  ])('refuses %j, started without our client, and names the field', async (changes, field) => {
    const activities = fakeActivities();
    const cause = await failureOf(execute(activities, changes));
    expect(cause).toBeInstanceOf(ApplicationFailure);
    expect(cause).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
    expect(cause?.message).toContain(`${field}: `);
    expect(activities.calls).not.toContain('fetchSentimentPage');
  });

  it('resolves a window by the time at which it runs', async () => {
    const activities = fakeActivities();
    world.act(activities);
    const result = await world.env.client.workflow.execute(
      analyzeSentiment,
      options({ window: 'yesterday', timeZone: 'Europe/Berlin' }),
    );
    expect(Date.parse(result.window.to)).toBeLessThanOrEqual(await world.env.currentTimeMs());
    expect(result.window.to).toMatch(/T2[23]:00:00Z$/);
  });

  it('completes without vouching for its numbers where a language has no model', async () => {
    const activities = fakeActivities({
      fetchSentimentPage: () => Promise.reject(failure('ModelUnavailable')),
      summarizeSentiment: () =>
        Promise.resolve({
          ...FIGURES,
          scored: 0,
          unique: 0,
          fetched: 0,
          reported: null,
          scoreSum: 0,
          positive: 0,
          negative: 0,
        }),
    });
    const result = await execute(activities, { languages: ['xx'] });
    expect(result).toMatchObject({
      complete: false,
      incompleteBecause: ['modelUnavailable'],
      meanScore: null,
    });
  });

  it('stops at a cursor that leads back, and says so', async () => {
    const activities = fakeActivities({
      fetchSentimentPage: ({ page }) =>
        Promise.resolve({ fetched: 2, cursor: 'same', repeatsCursor: page > 0 }),
    });
    const result = await execute(activities, { concurrency: 1, slices: 1 });
    expect(activities.calls.filter((name) => name === 'fetchSentimentPage')).toHaveLength(2);
    expect(result).toMatchObject({ complete: false, incompleteBecause: ['repeatedPageToken'] });
  });

  it('stops at the page cap, and says so', async () => {
    const activities = fakeActivities({
      fetchSentimentPage: ({ page }) =>
        Promise.resolve({ fetched: 2, cursor: `after ${page}`, repeatsCursor: false }),
    });
    const result = await execute(activities, { concurrency: 1, slices: 1, pageCap: 3 });
    expect(activities.calls.filter((name) => name === 'fetchSentimentPage')).toHaveLength(3);
    expect(result.incompleteBecause).toEqual(['pageCap']);
  });

  it('says so when fewer conversations came than were reported', async () => {
    const activities = fakeActivities({
      summarizeSentiment: () => Promise.resolve({ ...FIGURES, reported: 33 }),
    });
    expect(await execute(activities)).toMatchObject({
      complete: false,
      incompleteBecause: ['countMismatch'],
    });
  });

  it('waits as long as Genesys asks, and then goes on', async () => {
    let attempts = 0;
    const activities = fakeActivities({
      fetchSentimentPage: () =>
        ++attempts === 1
          ? Promise.reject(failure('RateLimited', { retry: true, nextRetryDelayMs: 42_000 }))
          : Promise.resolve(LAST_PAGE),
    });
    const before = await world.env.currentTimeMs();
    expect(await execute(activities, { concurrency: 1, slices: 1 })).toMatchObject({ complete: true });
    expect(await world.env.currentTimeMs()).toBeGreaterThanOrEqual(before + 42_000);
  });

  it('fails with the type and the sentence of the step that failed, and records it', async () => {
    const ends: RunEnd[] = [];
    const activities = fakeActivities({
      fetchSentimentPage: () => Promise.reject(failure('Unauthorized')),
      endRun: (end) => Promise.resolve(void ends.push(end)),
    });
    const cause = await failureOf(execute(activities));
    expect(cause).toMatchObject({ type: 'Unauthorized', message: 'Unauthorized happened' });
    expect(ends.length).toBeGreaterThan(0);
    for (const end of ends) {
      expect(end).toMatchObject({
        status: 'failed',
        result: { failure: { type: 'Unauthorized', message: 'Unauthorized happened' } },
      });
    }
    expect(activities.calls).not.toContain('summarizeSentiment');
  });

  it('pushes nothing when it shall not', async () => {
    const activities = fakeActivities();
    const result = await execute(activities, { pushToCoaching: 'none' });
    expect(result.coaching).toEqual({ delivered: 0, failed: 0, skipped: 0, skippedBecause: {} });
    expect(activities.calls).not.toContain('enqueueCoaching');
  });

  it('skips the push where no sink is configured, and says so', async () => {
    const activities = fakeActivities({
      enqueueCoaching: () => Promise.resolve({ qualified: 5, sinkConfigured: false }),
    });
    const { coaching } = await execute(activities);
    expect(coaching).toEqual({ delivered: 0, failed: 0, skipped: 5, skippedBecause: { noSink: 5 } });
  });

  it('counts as skipped what the platform had been told before', async () => {
    const activities = fakeActivities({
      countDeliveries: () => Promise.resolve({ wanted: 2, subjects: 2, delivered: 2, failed: 0, pending: 0 }),
    });
    expect((await execute(activities)).coaching).toEqual({
      delivered: 2,
      failed: 0,
      skipped: 3,
      skippedBecause: { unchanged: 3 },
    });
  });

  it('gives up a coaching platform that is down for good, and keeps its figures', async () => {
    let attempts = 0;
    const activities = fakeActivities({
      deliverCoaching: () => {
        attempts += 1;
        return Promise.reject(failure('Unavailable', { retry: true }));
      },
      countDeliveries: () => Promise.resolve({ wanted: 5, subjects: 5, delivered: 1, failed: 4, pending: 0 }),
    });
    const result = await execute(activities);
    expect(result).toMatchObject({ complete: true, coaching: { delivered: 1, failed: 4 } });
    expect(activities.calls).toContain('giveUpDeliveries');
    expect(attempts).toBeGreaterThan(20);
  });

  it('stops at the next step when it is cancelled, and records that', async () => {
    const ends: RunEnd[] = [];
    let pages = 0;
    const activities = fakeActivities({
      endRun: (end) => Promise.resolve(void ends.push(end)),
      async fetchSentimentPage({ page }) {
        if (++pages === 3) await handle.cancel();
        return Promise.resolve({ fetched: 2, cursor: `after ${page}`, repeatsCursor: false });
      },
    });
    world.act(activities);
    const input = { ...(await yesterday()), concurrency: 1, slices: 1 };
    const handle = await world.env.client.workflow.start(analyzeSentiment, options(input));
    const cause = await failureOf(handle.result());
    expect(cause).toBeInstanceOf(CancelledFailure);
    // A local step may run twice; it says the same then.
    expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(['cancelled']));
    expect(pages).toBeLessThanOrEqual(4);
    expect((await handle.describe()).typedSearchAttributes.get(stageKey)).toBe('cancelled');
  });

  it('continues as new in a long run, and reads each page once', async () => {
    const asked: string[] = [];
    const pagesPerSlice = 300;
    const activities = fakeActivities({
      fetchSentimentPage({ slice, page, cursor }: FetchSentimentPageInput) {
        asked.push(`${slice}/${page}/${String(cursor)}`);
        return Promise.resolve({
          fetched: 2,
          cursor: page + 1 < pagesPerSlice ? `after ${page}` : null,
          repeatsCursor: false,
        });
      },
    });
    const input = { ...(await yesterday()), concurrency: 4, slices: 4 };
    world.act(activities);
    const handle = await world.env.client.workflow.start(analyzeSentiment, options(input));
    const result = await handle.result();
    expect(asked).toHaveLength(4 * pagesPerSlice);
    expect(new Set(asked).size).toBe(4 * pagesPerSlice);
    expect((await handle.describe()).runId).not.toBe(handle.firstExecutionRunId);
    expect(result.complete).toBe(true);
    expect(activities.calls.filter((name) => name === 'beginRun')).toHaveLength(1);
  }, 60_000);
});

import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure, type ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { CsatInput, CsatResult } from '../../src/contracts/correlate-csat.js';
import type { SpeechQueryEntry } from '../../src/domain/audit-entry.js';
import { toUtc, type Interval } from '../../src/domain/interval.js';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import { correlateCsat } from '../../src/workflows/index.js';
import { csatProgressQuery, insightUpdatedSignal } from '../../src/workflows/messages.js';
import { CSAT_INPUT, csatFigures, csatPage } from '../support/csat-fakes.js';
import {
  createWorkflowEnv,
  failure,
  fakeActivities,
  stageKey,
  type WorkflowEnv,
} from '../support/workflow-env.js';

type Fake = ReturnType<typeof fakeActivities>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('correlateCsat', () => {
  let world: WorkflowEnv;
  beforeAll(async () => {
    world = await createWorkflowEnv({
      testServer: inject('testServer'),
      workflowBundle: inject('workflowBundle'),
    });
  });
  afterAll(() => world.close());

  // Two hours of a day that is settled, whatever the test server's clock has come to.
  let window: Interval;
  beforeEach(async () => {
    const day = Math.floor((await world.env.currentTimeMs()) / DAY_MS) - 8;
    window = { from: toUtc(day * DAY_MS), to: toUtc(day * DAY_MS + 2 * HOUR_MS) };
  });

  const start = (activities: Fake, changes: Partial<CsatInput> = {}) => {
    world.act(activities);
    return world.env.client.workflow.start(correlateCsat, {
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowId: `csat/${randomUUID()}`,
      args: [{ ...CSAT_INPUT, ...window, ...changes }],
    });
  };
  const execute = async (activities: Fake, changes: Partial<CsatInput> = {}): Promise<CsatResult> =>
    (await start(activities, changes)).result();
  const failureOf = async (run: Promise<unknown>): Promise<Error | undefined> => {
    const error = await run.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(WorkflowFailedError);
    return (error as WorkflowFailedError).cause;
  };
  const fromNow = async (ms: number): Promise<string> =>
    new Date((await world.env.currentTimeMs()) + ms).toISOString();

  it('checks the model, reads both lists, correlates, pushes, audits and tells the whole result', async () => {
    const activities = fakeActivities();
    const handle = await start(activities);
    const result = await handle.result();
    expect(result).toMatchObject({
      window,
      modelId: CSAT_INPUT.modelId,
      coverage: { conversations: 4, answered: 2 },
      speech: { reported: 4, fetched: 4, unique: 4, malformed: 0, rereads: 0 },
      surveys: { reported: 2, fetched: 2, unique: 2, malformed: 0, rereads: 0 },
      rounds: 1,
      corrections: 0,
      waitedFor: null,
      complete: true,
      incompleteBecause: [],
      pages: 4,
      requests: 4,
    });
    expect(activities.calls.slice(0, 3)).toEqual(['acceptCsatInput', 'beginRun', 'checkSpeechModel']);
    expect(activities.calls.filter((name) => name.startsWith('fetch'))).toHaveLength(4);
    expect(await handle.query(csatProgressQuery)).toMatchObject({
      stage: 'completed',
      lists: 4,
      listsRead: 4,
      rows: 6,
    });
    expect((await handle.describe()).typedSearchAttributes.get(stageKey)).toBe('completed');
  });

  it('asks what the input says: ids, topics one by one, and the threshold only where the caller wants it at the source', async () => {
    const queries: unknown[] = [];
    const activities = fakeActivities({
      fetchSpeechPage: ({ query, source }) => {
        queries.push({ ...query, source });
        return Promise.resolve(csatPage(1));
      },
    });
    const id = '11111111-1111-4111-8111-111111111111';
    await execute(activities, {
      conversationIds: [id],
      topics: ['returns', 'billing'],
      groupBy: ['topic'],
      filterAtSource: true,
      sentimentThreshold: 0.25,
    });
    const common = { modelId: CSAT_INPUT.modelId, ...window, conversationIds: [id], sentimentAtLeast: 0.25 };
    expect(new Set(queries)).toEqual(
      new Set([
        { ...common, topics: ['billing'], source: { kind: 'speech', topic: 'billing' } },
        { ...common, topics: ['returns'], source: { kind: 'speech', topic: 'returns' } },
      ]),
    );
  });

  it('reads a list again that has moved under its pages', async () => {
    const passes: number[] = [];
    const activities = fakeActivities({
      fetchSpeechPage: ({ slice, pass }) => {
        if (slice !== 0) return Promise.resolve(csatPage(2));
        passes.push(pass);
        return Promise.resolve({ ...csatPage(2), added: pass === 0 ? 1 : pass === 1 ? 1 : 0 });
      },
    });
    const result = await execute(activities, { concurrency: 1 });
    expect(passes).toEqual([0, 1]);
    expect(result).toMatchObject({ complete: true, speech: { unique: 4, rereads: 1 } });
  });

  it('says of a list that never closes that it does not', async () => {
    const activities = fakeActivities({
      fetchSurveyPage: ({ pass }) =>
        Promise.resolve({ ...csatPage(1), added: pass === 0 ? 1 : 0, reported: 7 }),
    });
    const result = await execute(activities);
    expect(result).toMatchObject({
      complete: false,
      incompleteBecause: ['countMismatch'],
      surveys: { rereads: 4 },
    });
  });

  it.each([
    [
      'malformed',
      { fetchSpeechPage: () => Promise.resolve({ ...csatPage(2), malformed: 1, reported: 3 }) },
      {},
    ],
    ['totalNotReported', { fetchSurveyPage: () => Promise.resolve({ ...csatPage(1), reported: null }) }, {}],
    ['pageCap', { fetchSpeechPage: () => Promise.resolve({ ...csatPage(2), cursor: '2' }) }, { pageCap: 3 }],
  ] as const)('is not complete with %s', async (reason, overrides, changes) => {
    const result = await execute(fakeActivities(overrides), changes);
    expect(result).toMatchObject({ complete: false, incompleteBecause: [reason] });
  });

  it('calls provisional what may still be missing, a day after the day that it is of', async () => {
    const now = await world.env.currentTimeMs();
    const from = new Date(now - 3 * HOUR_MS).toISOString();
    const result = await execute(fakeActivities(), { from, to: new Date(now - HOUR_MS).toISOString() });
    expect(result.incompleteBecause).toEqual(['provisional']);
    expect(Date.parse(result.provisionalSince ?? '')).toBe(Math.floor(now / DAY_MS) * DAY_MS - DAY_MS);
  });

  it.each([
    ['Forbidden', 'failed'],
    ['NotFound', 'failed'],
    ['ModelNotDeployed', 'failed'],
    ['Unavailable', 'failed'],
  ])('fails with %s of the model, reads nothing, and leaves one audit entry', async (type, status) => {
    const entries: SpeechQueryEntry[] = [];
    const activities = fakeActivities({
      checkSpeechModel: () => Promise.reject(failure(type)),
      auditCsat: ({ entry }) => {
        entries.push(entry);
        return Promise.resolve({ count: 1, hash: 'f'.repeat(64) });
      },
    });
    const cause = await failureOf(execute(activities));
    expect((cause as ApplicationFailure).type).toBe(type);
    expect(activities.calls).not.toContain('fetchSpeechPage');
    expect(entries).toMatchObject([
      {
        action: 'speech_correlation',
        status,
        resultCount: null,
        queryParams: { modelId: CSAT_INPUT.modelId },
      },
    ]);
  });

  it('refuses an input before anything is called, and audits that', async () => {
    const entries: SpeechQueryEntry[] = [];
    const activities = fakeActivities({
      auditCsat: ({ entry }) => {
        entries.push(entry);
        return Promise.resolve({ count: 1, hash: 'f'.repeat(64) });
      },
    });
    const cause = await failureOf(execute(activities, { csatThreshold: 9 }));
    expect((cause as ApplicationFailure).message).toContain('csatThreshold');
    expect(activities.calls).not.toContain('checkSpeechModel');
    expect(entries).toMatchObject([{ queryParams: null, status: 'failed', resultCount: null }]);
  });

  describe('waiting for surveys', () => {
    it.each([
      ['71 hours', [71 * HOUR_MS], 5 + 2],
      ['10 days', [10 * DAY_MS], 5 + 9],
      ['89 days', [89 * DAY_MS], 5 + 88],
    ])(
      'hears an answer of %s later, corrects its figures once, and ends at the coverage',
      async (_, afterMs, atMost) => {
        const { activities, readings } = await answeringBy(afterMs);
        const until = await fromNow(90 * DAY_MS - HOUR_MS);
        const result = await execute(activities, { waitForSurveys: { until, coverage: 1 } });
        expect(result).toMatchObject({ waitedFor: 'coverage', corrections: 1, coverage: { answered: 1 } });
        const [first, last] = [readings[0], readings.at(-1)];
        expect(first?.afterMs).toBeLessThan(HOUR_MS);
        expect(last?.afterMs).toBeGreaterThanOrEqual(afterMs[0] ?? 0);
        expect(last?.afterMs).toBeLessThan((afterMs[0] ?? 0) + DAY_MS + HOUR_MS);
        expect(result.rounds).toBeLessThanOrEqual(atMost + 3);
      },
    );

    it('ends at the date with what there is', async () => {
      const { activities } = await answeringBy([HOUR_MS / 2, 89 * DAY_MS]);
      const until = await fromNow(3 * DAY_MS);
      const result = await execute(activities, { waitForSurveys: { until, coverage: 1 } });
      expect(result).toMatchObject({
        waitedFor: 'until',
        corrections: 1,
        coverage: { answered: 1, conversations: 2 },
      });
    });

    it('ends when it is cancelled, and audits that', async () => {
      const entries: SpeechQueryEntry[] = [];
      const { activities } = await answeringBy([89 * DAY_MS], {
        auditCsat: ({ entry }) => {
          entries.push(entry);
          return Promise.resolve({ count: 1, hash: 'f'.repeat(64) });
        },
      });
      const handle = await start(activities, { waitForSurveys: { until: await fromNow(60 * DAY_MS) } });
      await world.env.sleep(2 * DAY_MS);
      const progress = await handle.query(csatProgressQuery);
      expect(progress).toMatchObject({ stage: 'waiting', coverage: { answered: 0 } });
      expect(progress.nextReadAt).not.toBeNull();
      await handle.cancel();
      expect(await failureOf(handle.result())).toBeInstanceOf(CancelledFailure);
      expect(entries).toMatchObject([{ status: 'cancelled' }]);
    });

    it('reads speech analytics again when they have changed, once for many changes, and not for ever', async () => {
      let speechReadings = 0;
      const { activities } = await answeringBy([89 * DAY_MS], {
        fetchSpeechPage: ({ slice, pass }) => {
          if (slice === 0) speechReadings += 1;
          return Promise.resolve(pass === 0 ? csatPage(2) : { ...csatPage(0, 1), reported: 2 });
        },
      });
      const handle = await start(activities, { waitForSurveys: { until: await fromNow(2 * DAY_MS) } });
      await world.env.sleep(10 * HOUR_MS);
      for (const eventId of ['a', 'b', 'c']) await handle.signal(insightUpdatedSignal, { eventId });
      const result = await handle.result();
      expect(speechReadings).toBe(2);
      expect(result).toMatchObject({ waitedFor: 'until', corrections: 1, speech: { unique: 4 } });
    });

    it('continues as new and goes on where it was', async () => {
      const { activities } = await answeringBy([89 * DAY_MS]);
      const handle = await start(activities, {
        from: toUtc(Date.parse(window.from) - 60 * DAY_MS),
        slices: 200,
        waitForSurveys: { until: await fromNow(3 * DAY_MS) },
      });
      const result = await handle.result();
      expect((await handle.describe()).runId).not.toBe(handle.firstExecutionRunId);
      expect(result).toMatchObject({ waitedFor: 'until', speech: { unique: 400 }, complete: true });
      expect(activities.calls.filter((name) => name === 'acceptCsatInput')).toHaveLength(1);
    });
  });

  /** Surveys that are answered so long after now, as the test server's clock tells. */
  async function answeringBy(
    afterMs: readonly number[],
    overrides: Parameters<typeof fakeActivities>[0] = {},
  ) {
    const startMs = await world.env.currentTimeMs();
    const readings: { readonly afterMs: number }[] = [];
    let told = 0;
    let answered = 0;
    const activities = fakeActivities({
      fetchSurveyPage: async ({ slice }) => {
        if (slice !== 0) return { ...csatPage(0) };
        const nowMs = await world.env.currentTimeMs();
        answered = afterMs.filter((ms) => startMs + ms <= nowMs).length;
        const added = answered - told;
        told = answered;
        return { ...csatPage(added), reported: answered };
      },
      correlateSurveys: ({ readAt }) => {
        readings.push({ afterMs: Date.parse(readAt) - startMs });
        return Promise.resolve(csatFigures(answered, afterMs.length));
      },
      ...overrides,
    });
    return { activities, readings };
  }
});

import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { SweepPageInput, TellSweptInput } from '../../src/activities/sweep-sessions.js';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import { sweepSessions } from '../../src/workflows/index.js';
import {
  createWorkflowEnv,
  failure,
  fakeActivities,
  type FakeActivities,
  type WorkflowEnv,
} from '../support/workflow-env.js';

const MINUTE_MS = 60_000;

describe('sweepSessions', () => {
  let world: WorkflowEnv;
  beforeAll(async () => {
    world = await createWorkflowEnv({
      testServer: inject('testServer'),
      workflowBundle: inject('workflowBundle'),
    });
  });
  afterAll(() => world.close());

  /** Sweeps until it has waited for `waits` times, and is ended while it waits: ending it in the midst of an activity would stop the clock. */
  async function sweep(overrides: Partial<FakeActivities>, { waits = 1, timeout = 20_000 } = {}) {
    const pages: SweepPageInput[] = [];
    const told: TellSweptInput[] = [];
    const activities = fakeActivities({
      tellSwept(input) {
        told.push(input);
        return Promise.resolve({ told: 1 });
      },
      ...overrides,
      sweepPage(input) {
        pages.push(input);
        return (overrides.sweepPage ?? (() => Promise.resolve({ cursor: null })))(input);
      },
    });
    world.act(activities);
    const handle = await new Client({ connection: world.env.connection }).workflow.start(sweepSessions, {
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowId: `sweep/${randomUUID()}`,
    });
    const timersMs = async () => {
      const { events } = await handle.fetchHistory();
      return (events ?? []).flatMap(({ timerStartedEventAttributes: timer }) =>
        timer ? [Number(timer.startToFireTimeout?.seconds) * 1000] : [],
      );
    };
    for (let wait = 1; wait <= waits; wait++) {
      await expect.poll(async () => (await timersMs()).length, { timeout }).toBe(wait);
      const lastMs = (await timersMs()).at(-1) ?? 0;
      if (wait < waits) await world.env.sleep(lastMs);
    }
    const waitedMs = await timersMs();
    await handle.terminate();
    return { pages, told, waitedMs, calls: activities.calls };
  }
  const planned = (botIds: readonly string[], requestsPerMinute: number | null = 240) => ({
    planSweep: () => Promise.resolve({ botIds, requestsPerMinute }),
  });

  it('frees slots, lists, tells and lets old events go, every quarter of an hour', async () => {
    const { waitedMs, calls } = await sweep(planned(['bot-1']), { waits: 4 });
    expect(waitedMs).toEqual(Array.from({ length: 4 }, () => 15 * MINUTE_MS));
    const round = ['freeClosedSlots', 'planSweep', 'sweepPage', 'tellSwept', 'expireEvents'];
    expect(calls).toEqual([...round, ...round, ...round, ...round]);
  });

  it('asks for nothing while no virtual agent has a live session', async () => {
    const { pages, told, calls } = await sweep(planned([]));
    expect([pages, told]).toEqual([[], []]);
    expect(calls).toContain('freeClosedSlots');
  });

  it('reads all pages of a virtual agent under one time, and tells only after the last', async () => {
    const { pages, told, calls } = await sweep({
      ...planned(['bot-1', 'bot-2']),
      sweepPage: ({ cursor }) =>
        Promise.resolve({
          cursor: { start: 'second', second: 'third', third: null }[cursor ?? 'start'] ?? null,
        }),
    });
    expect(pages.map(({ botId, cursor }) => [botId, cursor])).toEqual(
      ['bot-1', 'bot-2'].flatMap((botId) => [
        [botId, null],
        [botId, 'second'],
        [botId, 'third'],
      ]),
    );
    expect(calls.slice(2, 6)).toEqual(['sweepPage', 'sweepPage', 'sweepPage', 'tellSwept']);
    for (const botId of ['bot-1', 'bot-2']) {
      const times = [...pages, ...told]
        .filter((input) => input.botId === botId)
        .map(({ sweptAt }) => sweptAt);
      expect(times).toHaveLength(4);
      expect(new Set(times).size).toBe(1);
    }
  });

  it.each([
    ['takes a fifth of the budget at most: 40 requests of 4 a minute each 50 minutes', 40, 4, 50],
    ['waits no less than a quarter of an hour where the budget is large', 40, 240, 15],
    ['waits a quarter of an hour where there is no limit', 40, null, 15],
  ])('%s', async (_rule, requests, requestsPerMinute, minutes) => {
    const { pages, waitedMs } = await sweep({
      ...planned(['bot-1'], requestsPerMinute),
      sweepPage: ({ cursor }) => {
        const page = Number(cursor ?? 0) + 1;
        return Promise.resolve({ cursor: page < requests ? String(page) : null });
      },
    });
    expect(pages).toHaveLength(requests);
    expect(waitedMs).toEqual([minutes * MINUTE_MS]);
  });

  it.each(['Unauthorized', 'Forbidden', 'UnexpectedResponse'])(
    'tells nobody of a virtual agent whose listing is refused (%s), and sweeps the next one',
    async (type) => {
      const { told } = await sweep({
        ...planned(['refused', 'bot-2']),
        sweepPage: ({ botId }) =>
          botId === 'refused' ? Promise.reject(failure(type)) : Promise.resolve({ cursor: null }),
      });
      expect(told.map(({ botId }) => botId)).toEqual(['bot-2']);
    },
  );

  it('tells nobody when the listing is refused on its second page', async () => {
    const { told, pages } = await sweep({
      ...planned(['bot-1']),
      sweepPage: ({ cursor }) =>
        cursor === null ? Promise.resolve({ cursor: 'second' }) : Promise.reject(failure('Forbidden')),
    });
    expect(pages).toHaveLength(2);
    expect(told).toEqual([]);
  });

  it('ends a listing that leads back to a page it had, and tells nobody', async () => {
    const { told, pages } = await sweep({
      ...planned(['bot-1']),
      sweepPage: ({ cursor }) => Promise.resolve({ cursor: cursor === 'a' ? 'b' : 'a' }),
    });
    expect(pages.map(({ cursor }) => cursor)).toEqual([null, 'a', 'b']);
    expect(told).toEqual([]);
  });

  it('gives up a listing that does not end after a thousand pages, and sweeps the next one', async () => {
    const { told, pages } = await sweep(
      {
        ...planned(['endless', 'bot-2'], null),
        sweepPage: ({ botId, cursor }) =>
          Promise.resolve({ cursor: botId === 'endless' ? String(Number(cursor ?? 0) + 1) : null }),
      },
      { timeout: 60_000 },
    );
    expect(pages.filter(({ botId }) => botId === 'endless')).toHaveLength(1000);
    expect(told.map(({ botId }) => botId)).toEqual(['bot-2']);
  }, 90_000);

  it('leaves out a round for which the store is away too long, and comes again', async () => {
    let rounds = 0;
    const { waitedMs, calls } = await sweep(
      {
        ...planned([]),
        freeClosedSlots: () =>
          ++rounds === 1 ? Promise.reject(failure('Unavailable')) : Promise.resolve({ freed: 0 }),
      },
      { waits: 2 },
    );
    expect(waitedMs).toEqual([15 * MINUTE_MS, 15 * MINUTE_MS]);
    expect(calls).toEqual(['freeClosedSlots', 'freeClosedSlots', 'planSweep', 'expireEvents']);
  });

  it('goes on with a long round in a new run, and waits as long as all of it calls for', async () => {
    const botIds = ['bot-1', 'bot-2', 'bot-3'];
    const pagesOfEach = 800;
    const told: string[] = [];
    const activities = fakeActivities({
      ...planned(botIds, 100),
      sweepPage: ({ cursor }) => {
        const page = Number(cursor ?? 0) + 1;
        return Promise.resolve({ cursor: page < pagesOfEach ? String(page) : null });
      },
      tellSwept({ botId }) {
        told.push(botId);
        return Promise.resolve({ told: 0 });
      },
    });
    world.act(activities);
    const { workflow } = new Client({ connection: world.env.connection });
    const { workflowId, firstExecutionRunId } = await workflow.start(sweepSessions, {
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowId: `sweep/${randomUUID()}`,
    });
    const latest = workflow.getHandle(workflowId);
    const timerSeconds = async () => {
      const { events } = await latest.fetchHistory();
      return Number(events?.at(-1)?.timerStartedEventAttributes?.startToFireTimeout?.seconds ?? 0);
    };
    const ofAllPages = (botIds.length * pagesOfEach * 60) / (0.2 * 100);
    await expect.poll(timerSeconds, { timeout: 120_000 }).toBe(ofAllPages);
    expect((await latest.describe()).runId).not.toBe(firstExecutionRunId);
    expect(told).toEqual(botIds);
    expect(activities.calls.filter((call) => call === 'planSweep')).toHaveLength(1);
    await latest.terminate();
  }, 150_000);

  it('goes on in a new run when its history has become long', async () => {
    const pagesOfRound = 800;
    world.act(
      fakeActivities({
        ...planned(['bot-1'], null),
        sweepPage: ({ cursor }) => {
          const page = Number(cursor ?? 0) + 1;
          return Promise.resolve({ cursor: page < pagesOfRound ? String(page) : null });
        },
      }),
    );
    const { workflow } = new Client({ connection: world.env.connection });
    const handle = await workflow.start(sweepSessions, {
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowId: `sweep/${randomUUID()}`,
    });
    const lastEvent = async (runId?: string) => {
      const { events } = await workflow.getHandle(handle.workflowId, runId).fetchHistory();
      return events?.at(-1);
    };
    await expect
      .poll(async () => (await lastEvent())?.timerStartedEventAttributes != null, { timeout: 60_000 })
      .toBe(true);
    world.act(fakeActivities(planned([])));
    await world.env.sleep('16 minutes');
    const first = await lastEvent(handle.firstExecutionRunId);
    const next = first?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? '';
    expect(next).not.toBe('');
    await expect
      .poll(async () => (await lastEvent(next))?.timerStartedEventAttributes != null, { timeout: 20_000 })
      .toBe(true);
    await workflow.getHandle(handle.workflowId).terminate();
  }, 120_000);
});

import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { acceptStart, type AcceptedStart } from '../../src/launch/accept-start.js';
import { startRun, type StartRunOptions } from '../../src/launch/start-run.js';
import { LAST_INSIGHT_PAGE } from '../support/insights-fakes.js';
import { createWorkflowEnv, failure, fakeActivities, type WorkflowEnv } from '../support/workflow-env.js';

const QUARTER_HOUR_MS = 15 * 60_000;

describe('startRun', () => {
  let world: WorkflowEnv;
  let client: Client;
  beforeAll(async () => {
    world = await createWorkflowEnv({
      testServer: inject('testServer'),
      workflowBundle: inject('workflowBundle'),
    });
    ({ client } = world.env);
  });
  afterAll(() => world.close());

  /** A question that nobody has asked before. */
  const question = (changes: Partial<AcceptedStart> = {}): AcceptedStart => ({
    ...acceptStart('insights', { conversationIds: [randomUUID()] }, new Date().toISOString()),
    ...changes,
  });
  const ask = (start: AcceptedStart, options?: StartRunOptions) => startRun(client, start, options);
  const endOf = async ({ workflowId }: { readonly workflowId: string }): Promise<number> => {
    const handle = client.workflow.getHandle(workflowId);
    await handle.result().catch(() => undefined);
    return (await handle.describe()).closeTime?.getTime() ?? NaN;
  };
  const completed = async (start: AcceptedStart) => {
    world.act(fakeActivities());
    const run = await ask(start);
    return { run, endedMs: await endOf(run) };
  };

  it('answers with the run that completed a quarter of an hour ago or less, and starts anew after that', async () => {
    const start = question();
    const { run, endedMs } = await completed(start);
    expect(run).toMatchObject({ alreadyRunning: false, status: 'running' });
    expect(await ask(start, { now: new Date(endedMs + QUARTER_HOUR_MS - 1) })).toEqual({
      ...run,
      alreadyRunning: true,
      status: 'completed',
    });
    const anew = await ask(start, { now: new Date(endedMs + QUARTER_HOUR_MS) });
    expect(anew).toMatchObject({ workflowId: run.workflowId, alreadyRunning: false, status: 'running' });
    expect(anew.runId).not.toBe(run.runId);
  });

  it('tells the time by the end of a run: what took hours is as new as what took a second', async () => {
    const start = question();
    world.act(
      fakeActivities({
        deliverInsights: () => Promise.reject(failure('Unavailable', { retry: true })),
        countDeliveries: () =>
          Promise.resolve({ wanted: 3, subjects: 3, delivered: 0, failed: 3, pending: 0 }),
      }),
    );
    const run = await ask(start);
    const endedMs = await endOf(run);
    const { startTime } = await client.workflow.getHandle(run.workflowId).describe();
    expect(endedMs - startTime.getTime()).toBeGreaterThan(QUARTER_HOUR_MS);
    expect(await ask(start, { now: new Date(endedMs + 1000) })).toMatchObject({ runId: run.runId });
  });

  it('starts anew after a run that failed, was cancelled or was terminated', async () => {
    const start = question();
    const runIds: string[] = [];
    const begin = async () => {
      const run = await ask(start);
      expect(run.alreadyRunning).toBe(false);
      runIds.push(run.runId);
      return run;
    };
    world.act(fakeActivities({ fetchInsightPage: () => Promise.reject(failure('Unauthorized')) }));
    await endOf(await begin());
    let release = (): void => undefined;
    const held = new Promise<typeof LAST_INSIGHT_PAGE>((resolve) => {
      release = () => resolve(LAST_INSIGHT_PAGE);
    });
    world.act(fakeActivities({ fetchInsightPage: () => held }));
    const cancelled = await begin();
    await client.workflow.getHandle(cancelled.workflowId).cancel();
    await endOf(cancelled);
    await client.workflow.getHandle((await begin()).workflowId).terminate();
    await begin();
    release();
    await endOf(start);
    expect(new Set(runIds).size).toBe(4);
  });

  it('gives two who ask at once one run', async () => {
    const start = question();
    world.act(fakeActivities());
    const runs = await Promise.all(Array.from({ length: 4 }, () => ask(start)));
    expect(runs.filter(({ alreadyRunning }) => !alreadyRunning)).toHaveLength(1);
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(1);
    await endOf(start);
  });

  it('starts anew at once where an answer does not keep', async () => {
    const start = question({ answersForMs: 0 });
    const { run, endedMs } = await completed(start);
    expect(await ask(start, { now: new Date(endedMs) })).toMatchObject({ alreadyRunning: false });
    expect((await ask(start)).runId).not.toBe(run.runId);
    await endOf(start);
  });

  it('never starts anew where one run is the answer for ever, even when that failed', async () => {
    const start = question({ answersForMs: Infinity });
    world.act(fakeActivities({ fetchInsightPage: () => Promise.reject(failure('Unauthorized')) }));
    const run = await ask(start);
    const endedMs = await endOf(run);
    expect(await ask(start, { now: new Date(endedMs + 100 * QUARTER_HOUR_MS) })).toEqual({
      ...run,
      alreadyRunning: true,
      status: 'failed',
    });
  });

  it('takes an id that somebody chose for a question of its own', async () => {
    const start = question();
    const { run } = await completed(start);
    const workflowId = `chosen/${randomUUID()}`;
    const chosen = await ask(start, { workflowId });
    expect(chosen).toMatchObject({ workflowId, alreadyRunning: false });
    await endOf(chosen);
    const again = await ask(start, { workflowId });
    expect(again.alreadyRunning).toBe(false);
    expect(new Set([run.runId, chosen.runId, again.runId]).size).toBe(3);
    await endOf(again);
  });
});

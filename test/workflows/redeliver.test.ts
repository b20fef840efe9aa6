import { randomUUID } from 'node:crypto';
import { Client, WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { AuditRedeliveryInput } from '../../src/activities/audit-redelivery.js';
import type { RedeliveryInput } from '../../src/contracts/redeliver.js';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import { redeliver } from '../../src/workflows/index.js';
import { redeliveryProgressQuery } from '../../src/workflows/messages.js';
import type { RunEnd } from '../../src/store/runs.js';
import { redeliveryCounts } from '../support/redelivery-fakes.js';
import {
  createWorkflowEnv,
  failure,
  fakeActivities,
  stageKey,
  type FakeActivities,
  type WorkflowEnv,
} from '../support/workflow-env.js';

describe('redeliver', () => {
  let world: WorkflowEnv;
  beforeAll(async () => {
    world = await createWorkflowEnv({
      testServer: inject('testServer'),
      workflowBundle: inject('workflowBundle'),
    });
  });
  afterAll(() => world.close());

  async function start(overrides: Partial<FakeActivities>, input: RedeliveryInput = { sink: 'crm' }) {
    const audited: AuditRedeliveryInput[] = [];
    const ends: RunEnd[] = [];
    const fakes = fakeActivities();
    const activities = fakeActivities({
      auditRedelivery(entry) {
        audited.push(entry);
        return fakes.auditRedelivery(entry);
      },
      endRun: (end) => Promise.resolve(void ends.push(end)),
      ...overrides,
    });
    world.act(activities);
    const handle = await new Client({ connection: world.env.connection }).workflow.start(redeliver, {
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowId: `redelivery/${randomUUID()}`,
      args: [input],
    });
    return { handle, calls: activities.calls, audited, ends };
  }
  /** Time goes on by itself only while somebody sleeps. */
  async function run(overrides: Partial<FakeActivities> = {}, input?: RedeliveryInput) {
    const started = await start(overrides, input);
    await world.env.sleep('2 hours');
    const result = await started.handle.result().catch((error: unknown) => error);
    return { ...started, result };
  }

  it('notes what has failed, sends it, audits and tells what came of it', async () => {
    const { handle, result, calls, audited, ends } = await run();
    expect(result).toMatchObject({
      ...{ sink: 'crm', delivered: 3, failed: 0, skipped: 0, skippedBecause: {} },
      auditHead: { count: 4 },
    });
    expect(calls).toEqual([
      ...[
        'acceptRedeliveryInput',
        'beginRun',
        'queueRedelivery',
        'deliverAgain',
        'auditRedelivery',
        'endRun',
      ],
    ]);
    expect(audited).toMatchObject([
      {
        ...{ runId: handle.firstExecutionRunId, workflowId: handle.workflowId, sink: 'crm' },
        ...{ sinkConfigured: true, complete: true },
      },
    ]);
    expect(ends).toMatchObject([{ status: 'completed', result: { delivered: 3 } }]);
    expect((await handle.describe()).typedSearchAttributes.get(stageKey)).toBe('completed');
  });

  it('passes on which deliveries are meant', async () => {
    const plans: object[] = [];
    const overrides: Partial<FakeActivities> = {
      queueRedelivery({ plan }) {
        plans.push(plan);
        return Promise.resolve({ ...redeliveryCounts(), sinkConfigured: true });
      },
    };
    await run(overrides, { sink: 'coaching', key: 'coaching/a/1/b' });
    await run(overrides);
    expect(plans).toEqual([
      { sink: 'coaching', key: 'coaching/a/1/b' },
      { sink: 'crm', key: null },
    ]);
  });

  it.each([
    { of: 'nothing has failed', queued: { ...redeliveryCounts({ purged: 2 }), sinkConfigured: true } },
    { of: 'there is no sink', queued: { ...redeliveryCounts({ pending: 2 }), sinkConfigured: false } },
  ])('sends nothing where $of, and audits that', async ({ queued }) => {
    const { calls, audited } = await run({ queueRedelivery: () => Promise.resolve(queued) });
    expect(calls).not.toContain('deliverAgain');
    expect(audited).toMatchObject([{ sinkConfigured: queued.sinkConfigured, complete: true }]);
  });

  it('goes on where each activity stopped', async () => {
    const asked: string[] = [];
    await run({
      deliverAgain({ after }) {
        asked.push(after);
        return Promise.resolve({
          next: asked.length < 3 ? `after ${asked.length}` : null,
          counts: redeliveryCounts({ delivered: asked.length }),
        });
      },
    });
    expect(asked).toEqual(['', 'after 1', 'after 2']);
  });

  it('waits as long as the other side asks, and for what comes back', async () => {
    const attempts: number[] = [];
    const { calls } = await run({
      async deliverAgain() {
        attempts.push(await world.env.currentTimeMs());
        if (attempts.length === 1) throw failure('Unavailable', { retry: true, nextRetryDelayMs: 600_000 });
        return { next: null, counts: redeliveryCounts({ delivered: 3 }) };
      },
    });
    const [first = 0, second = 0] = attempts;
    expect(second - first).toBeGreaterThanOrEqual(600_000);
    expect(calls.filter((name) => name === 'auditRedelivery')).toHaveLength(1);
  });

  it('gives up after half an hour of an other side that is down, and completes with what it has', async () => {
    const { result, calls, audited } = await run({
      deliverAgain: () => Promise.reject(failure('Unavailable', { retry: true })),
    });
    expect(result).toMatchObject({ sink: 'crm' });
    expect(calls.filter((name) => name === 'deliverAgain').length).toBeGreaterThan(5);
    expect(audited).toMatchObject([{ complete: true }]);
  });

  it('audits what has arrived when it is cancelled, and says that it was cut short', async () => {
    const { handle, audited, ends } = await start({
      deliverAgain: ({ after }) =>
        after === ''
          ? Promise.resolve({ next: 'second', counts: redeliveryCounts({ delivered: 1, pending: 1 }) })
          : Promise.reject(failure('Unavailable', { retry: true, nextRetryDelayMs: 600_000 })),
    });
    await world.env.sleep('1 minute');
    await handle.cancel();
    await world.env.sleep('1 hour');
    const error = await handle.result().catch((reason: unknown) => reason);
    expect((error as WorkflowFailedError).cause).toBeInstanceOf(CancelledFailure);
    expect(audited).toMatchObject([{ complete: false }]);
    expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(['cancelled']));
  });

  it('audits what has arrived when it fails with what it can not explain', async () => {
    const { result, audited, ends } = await run({
      deliverAgain: () => Promise.reject(failure('SomethingElse')),
    });
    expect(result).toBeInstanceOf(WorkflowFailedError);
    expect(audited).toMatchObject([{ complete: false }]);
    expect(ends).toMatchObject([{ status: 'failed' }]);
  });

  it('refuses a wrong input, and does nothing', async () => {
    const { result, calls } = await run({}, { sink: 'mail' } as unknown as RedeliveryInput);
    expect(String((result as WorkflowFailedError).cause)).toContain('sink: must be one of coaching, crm');
    expect(calls).toEqual(['acceptRedeliveryInput', 'endRun']);
  });

  it('notes once what has failed, however often it continues as new', async () => {
    // Keys this long bring a history to its bound within a hundred activities.
    const keyOf = (number: number) => `${number}/${'k'.repeat(50_000)}`;
    const asked: number[] = [];
    const { handle, calls, result } = await run({
      deliverAgain({ after }) {
        const number = Number(after.split('/')[0]);
        asked.push(number);
        const next = number < 99 ? keyOf(number + 1) : null;
        return Promise.resolve({ next, counts: redeliveryCounts({ delivered: number }) });
      },
    });
    expect(result).toMatchObject({ delivered: 3 });
    expect(asked).toEqual(Array.from({ length: 100 }, (_, number) => number));
    expect(calls.filter((name) => name === 'queueRedelivery')).toHaveLength(1);
    expect((await handle.describe()).runId).not.toBe(handle.firstExecutionRunId);
  });

  it('tells its progress', async () => {
    const { handle } = await run();
    expect(await handle.query(redeliveryProgressQuery)).toEqual({
      ...{ stage: 'completed', wanted: 3, delivered: 3, failed: 0 },
    });
  });
});

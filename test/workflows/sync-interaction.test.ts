import { randomUUID } from 'node:crypto';
import { Client, WorkflowFailedError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type {
  AuditInteractionInput,
  EnqueueInteractionInput,
} from '../../src/activities/sync-interaction.js';
import type { CoachingEvent } from '../../src/contracts/webhook-events.js';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import type { RunEnd } from '../../src/store/runs.js';
import { syncInteraction } from '../../src/workflows/index.js';
import {
  createWorkflowEnv,
  failure,
  fakeActivities,
  stageKey,
  type FakeActivities,
  type WorkflowEnv,
} from '../support/workflow-env.js';

const EVENT: CoachingEvent = {
  eventId: 'coaching/1',
  interactionId: 'interaction-1',
  score: -0.4,
  polarity: 'negative',
};
const FAILED = { wanted: 1, subjects: 1, delivered: 0, failed: 1, pending: 0 };
const DELIVERED = { wanted: 1, subjects: 1, delivered: 1, failed: 0, pending: 0 };

describe('syncInteraction', () => {
  let world: WorkflowEnv;
  beforeAll(async () => {
    world = await createWorkflowEnv({
      testServer: inject('testServer'),
      workflowBundle: inject('workflowBundle'),
    });
  });
  afterAll(() => world.close());

  async function sync(overrides: Partial<FakeActivities>, event = EVENT) {
    const enqueued: EnqueueInteractionInput[] = [];
    const audited: AuditInteractionInput[] = [];
    const ends: RunEnd[] = [];
    const activities = fakeActivities({
      enqueueInteraction(input) {
        enqueued.push(input);
        return Promise.resolve({ enqueued: true });
      },
      countDeliveries: () => Promise.resolve(DELIVERED),
      auditInteraction(input) {
        audited.push(input);
        return Promise.resolve({ count: 1, hash: 'f'.repeat(64) });
      },
      endRun(end) {
        ends.push(end);
        return Promise.resolve();
      },
      ...overrides,
    });
    world.act(activities);
    const handle = await new Client({ connection: world.env.connection }).workflow.start(syncInteraction, {
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowId: `interaction/${randomUUID()}`,
      args: [event],
    });
    await world.env.sleep('2 hours');
    const result = await handle.result().catch((error: unknown) => error);
    return { handle, result, enqueued, audited, ends, calls: activities.calls };
  }

  it('is delivered and audited once, under one time', async () => {
    const { handle, result, enqueued, audited, ends, calls } = await sync({});
    expect(result).toEqual({ interactionId: 'interaction-1', outcome: 'delivered' });
    expect(calls).toEqual([
      'beginRun',
      'enqueueInteraction',
      'deliverCoaching',
      'countDeliveries',
      'auditInteraction',
      'endRun',
    ]);
    expect(enqueued).toMatchObject([
      { runId: handle.firstExecutionRunId, event: EVENT, actionThreshold: 40 },
    ]);
    expect(audited).toMatchObject([
      { event: EVENT, outcome: 'delivered', timestamp: enqueued[0]?.timestamp ?? '' },
    ]);
    expect(ends).toMatchObject([{ status: 'completed', result: { outcome: 'delivered' } }]);
    expect((await handle.describe()).typedSearchAttributes.get(stageKey)).toBe('completed');
  });

  it('sends the outbox page after page', async () => {
    const asked: string[] = [];
    await sync({
      deliverCoaching({ after }) {
        asked.push(after);
        return Promise.resolve({ next: asked.length < 3 ? `after ${asked.length}` : null });
      },
    });
    expect(asked).toEqual(['', 'after 1', 'after 2']);
  });

  it('waits for a coaching platform that is down, gives up after half an hour, and says so', async () => {
    const { result, audited, calls } = await sync({
      deliverCoaching: () => Promise.reject(failure('Unavailable', { retry: true })),
      countDeliveries: () => Promise.resolve(FAILED),
    });
    expect(result).toEqual({ interactionId: 'interaction-1', outcome: 'failed' });
    expect(calls.filter((name) => name === 'deliverCoaching').length).toBeGreaterThan(5);
    expect(calls.filter((name) => name === 'giveUpDeliveries')).toHaveLength(1);
    expect(audited).toMatchObject([{ outcome: 'failed' }]);
  });

  it('is delivered late when the platform comes back', async () => {
    let attempts = 0;
    const { result, calls } = await sync({
      deliverCoaching: () =>
        ++attempts < 5
          ? Promise.reject(failure('Unavailable', { retry: true }))
          : Promise.resolve({ next: null }),
    });
    expect(result).toMatchObject({ outcome: 'delivered' });
    expect(calls).not.toContain('giveUpDeliveries');
  });

  it('records what the platform refuses', async () => {
    const { result, audited } = await sync({ countDeliveries: () => Promise.resolve(FAILED) });
    expect(result).toMatchObject({ outcome: 'failed' });
    expect(audited).toMatchObject([{ outcome: 'failed' }]);
  });

  it('is skipped where nothing is to be sent, and sends nothing', async () => {
    const nothing = { enqueueInteraction: () => Promise.resolve({ enqueued: false }) };
    const { result, calls, ends } = await sync(nothing, { ...EVENT, score: null });
    expect(result).toEqual({ interactionId: 'interaction-1', outcome: 'skipped' });
    expect(calls).not.toContain('deliverCoaching');
    expect(ends).toMatchObject([{ status: 'completed', result: { outcome: 'skipped' } }]);
  });

  it('fails with what it can not explain instead of calling it undelivered', async () => {
    const { result, calls } = await sync({
      deliverCoaching: () => Promise.reject(failure('SomethingElse')),
    });
    expect(result).toBeInstanceOf(WorkflowFailedError);
    expect(calls).not.toContain('auditInteraction');
    expect(calls).not.toContain('giveUpDeliveries');
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunStart } from '../../src/store/runs.js';
import { STORES, type OpenedStore } from './stores.js';

describe.each(STORES)('runs on $name', ({ open }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  const start = (changes: Partial<RunStart> = {}): RunStart => ({
    runId: randomUUID(),
    workflowId: `sentiment/${randomUUID()}`,
    process: 'sentiment',
    startedAt: '2026-11-21T00:00:00Z',
    plan: { from: '2026-11-20T00:00:00Z' },
    ...changes,
  });

  it('keeps plan, end and result, and the first beginning when it is told twice', async () => {
    const run = start();
    await opened.store.runs.begin(run);
    await opened.store.runs.begin({ ...run, startedAt: '2026-11-22T00:00:00Z' });
    await opened.store.runs.end({
      runId: run.runId,
      status: 'completed',
      finishedAt: '2026-11-21T00:01:00Z',
      result: { pages: 3 },
    });
    expect(await opened.store.runs.findLatest(run.workflowId)).toEqual({
      ...run,
      startedAt: new Date('2026-11-21T00:00:00Z'),
      finishedAt: new Date('2026-11-21T00:01:00Z'),
      status: 'completed',
      result: { pages: 3 },
    });
  });

  it('finds the latest run of a workflow id, and null for one that it does not know', async () => {
    const earlier = start();
    const later = start({ workflowId: earlier.workflowId, startedAt: '2026-11-22T00:00:00Z' });
    await opened.store.runs.begin(later);
    await opened.store.runs.begin(earlier);
    expect(await opened.store.runs.findLatest(earlier.workflowId)).toMatchObject({
      runId: later.runId,
      status: 'running',
    });
    expect(await opened.store.runs.findLatest('sentiment/unknown')).toBeNull();
  });
});

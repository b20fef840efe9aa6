import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ListedDelivery } from '../../src/store/failed-deliveries.js';
import { STORES, type OpenedStore } from './stores.js';

const NOW = new Date('2026-11-21T00:00:00Z');
const LATER = new Date('2026-11-21T01:00:00Z');

describe.each(STORES)('failed deliveries on $name', ({ open }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    for (const table of ['redelivery', 'run_delivery', 'delivery'] as const)
      await opened.db.deleteFrom(table).execute();
  });

  /** Says something of a subject in a run of its own, ends it as told, and gives its key. */
  async function said(
    subject: string,
    status: 'pending' | 'delivered' | 'failed',
    { digest = 'said1', at = NOW, receipt = 'HTTP 422' } = {},
  ): Promise<string> {
    const { deliveries } = opened.store;
    const runId = randomUUID();
    await deliveries.enqueue(runId, 'crm', [{ subject, digest, body: `{"of":"${digest}"}` }]);
    const started = await deliveries.startAttempts(runId, { after: '', limit: 9, at });
    const key = started.deliveries[0]?.key ?? '';
    await deliveries.recordAttempts([{ key, status, receipt }]);
    return key;
  }
  const queue = async (key: string | null = null): Promise<string> => {
    const runId = randomUUID();
    await opened.store.redeliveries.queue({ runId, sink: 'crm', key });
    return runId;
  };
  const startAttempts = (runId: string, after = '', limit = 250) =>
    opened.store.redeliveries.startAttempts(runId, { after, limit, at: LATER });
  const record = (runId: string, key: string, status: 'pending' | 'delivered' | 'failed', receipt: string) =>
    opened.store.redeliveries.recordAttempts(runId, [{ key, status, receipt }]);
  const countsOf = (runId: string) => opened.store.redeliveries.counts(runId);
  const find = (key: string) => opened.store.deliveries.find(key);
  const NONE = { delivered: 0, failed: 0, pending: 0, superseded: 0, purged: 0 };

  it('are listed without their bodies, the latest attempt first and the untried last', async () => {
    const [early, late] = [await said('a', 'failed'), await said('b', 'failed', { at: LATER })];
    await said('c', 'delivered');
    await said('d', 'pending');
    const untried = randomUUID();
    await opened.store.deliveries.enqueue(untried, 'coaching', [
      { subject: 'e', digest: 'said1', body: '{}' },
    ]);
    await opened.store.deliveries.failPending(untried);
    const listed = await opened.store.deliveries.failedAfter({ after: null, limit: 10 });
    expect(listed.map(({ key }) => key)).toEqual([late, early, 'coaching/e/1/said1']);
    expect(listed[1]).toEqual({
      key: early,
      sink: 'crm',
      subject: 'a',
      attempts: 1,
      attemptedAt: NOW,
      reason: 'HTTP 422',
      status: 'failed',
      skippedBecause: null,
    });
    expect(listed[2]).toMatchObject({ attempts: 0, attemptedAt: null, reason: 'given up: never tried' });
  });

  it('are listed in batches, each once, also where many were tried at one time or never', async () => {
    for (let number = 0; number < 5; number++) await said(`tried/${number}`, 'failed');
    const runId = randomUUID();
    const untried = Array.from({ length: 4 }, (_, number) => ({
      ...{ subject: `untried/${number}`, digest: 'said1', body: '{}' },
    }));
    await opened.store.deliveries.enqueue(runId, 'crm', untried);
    await opened.store.deliveries.failPending(runId);
    const seen: string[] = [];
    for (let after: ListedDelivery | null = null; ;) {
      const listed: ListedDelivery[] = await opened.store.deliveries.failedAfter({ after, limit: 2 });
      seen.push(...listed.map(({ subject }) => subject));
      const last = listed.at(-1);
      if (!last) break;
      after = last;
    }
    expect(seen).toHaveLength(9);
    expect(new Set(seen).size).toBe(9);
    expect(seen.slice(0, 5).every((subject) => subject.startsWith('tried/'))).toBe(true);
  });

  it('are found by key, and nothing else is', async () => {
    const key = await said('a', 'delivered');
    expect(await find(key)).toMatchObject({ key, status: 'delivered' });
    expect(await find('crm/nothing')).toBeNull();
  });

  it('are sent again under their key, counted as attempted before, with the receipt that they get', async () => {
    const key = await said('a', 'failed');
    const runId = await queue();
    expect(await startAttempts(runId)).toEqual({
      deliveries: [{ key, body: '{"of":"said1"}' }],
      last: key,
    });
    expect(await find(key)).toMatchObject({ attempts: 2, attemptedAt: LATER, status: 'failed' });
    await record(runId, key, 'delivered', 'HTTP 201');
    expect(await find(key)).toMatchObject({ status: 'delivered', reason: 'HTTP 201' });
    expect(await countsOf(runId)).toEqual({ ...NONE, delivered: 1 });
  });

  it('stay failed with the new reason when they are refused again, and are not tried twice by one run', async () => {
    const key = await said('a', 'failed');
    const runId = await queue();
    await startAttempts(runId);
    await record(runId, key, 'failed', 'HTTP 410');
    await opened.store.redeliveries.queue({ runId, sink: 'crm', key: null });
    expect((await startAttempts(runId)).deliveries).toEqual([]);
    expect(await countsOf(runId)).toEqual({ ...NONE, failed: 1 });
    expect(await find(key)).toMatchObject({ status: 'failed', reason: 'HTTP 410' });
  });

  it('are tried again by the same run when the other side could not take them', async () => {
    const key = await said('a', 'failed');
    const runId = await queue();
    await startAttempts(runId);
    await record(runId, key, 'pending', 'HTTP 503');
    expect(await countsOf(runId)).toEqual({ ...NONE, pending: 1 });
    expect(await find(key)).toMatchObject({ status: 'failed', reason: 'HTTP 503' });
    expect((await startAttempts(runId)).deliveries).toHaveLength(1);
    expect(await find(key)).toMatchObject({ attempts: 3 });
  });

  it('are queued again by the next run when one was terminated in the middle', async () => {
    const key = await said('a', 'failed');
    await startAttempts(await queue());
    const next = await queue();
    expect((await startAttempts(next)).deliveries.map((delivery) => delivery.key)).toEqual([key]);
  });

  it.each(['failed', 'delivered', 'pending'] as const)(
    'are passed over when something newer of their subject is %s',
    async (status) => {
      const older = await said('a', 'failed');
      const newer = await said('a', status, { digest: 'said2' });
      const runId = await queue();
      const { deliveries } = await startAttempts(runId);
      expect(deliveries.map(({ key }) => key)).toEqual(status === 'failed' ? [newer] : []);
      expect(await countsOf(runId)).toMatchObject({ superseded: 1 });
      expect(await find(older)).toMatchObject({ attempts: 1, skippedBecause: 'superseded' });
      expect(await find(newer)).toMatchObject({ skippedBecause: null });
    },
  );

  it('are passed over when something newer is said after they were queued', async () => {
    const key = await said('a', 'failed');
    const runId = await queue();
    expect(await opened.store.redeliveries.skipReason(key)).toBeNull();
    await said('a', 'delivered', { digest: 'said2' });
    expect(await opened.store.redeliveries.skipReason(key)).toBe('superseded');
    expect((await startAttempts(runId)).deliveries).toEqual([]);
    expect(await countsOf(runId)).toEqual({ ...NONE, superseded: 1 });
  });

  it('are judged by their whole subject: what only begins alike says nothing of them', async () => {
    const key = await said('event/a', 'failed');
    await said('event/a/2', 'delivered');
    expect(await find(key)).toMatchObject({ skippedBecause: null });
  });

  it('are passed over when their body was erased, before or after they were queued', async () => {
    const [before, after] = [await said('a', 'failed'), await said('b', 'failed')];
    const erase = (key: string) =>
      opened.db.updateTable('delivery').set({ body: null }).where('key', '=', key).execute();
    await erase(before);
    const runId = await queue();
    expect(await countsOf(runId)).toEqual({ ...NONE, pending: 1, purged: 1 });
    await erase(after);
    expect(await startAttempts(runId)).toEqual({ deliveries: [], last: after });
    expect(await countsOf(runId)).toEqual({ ...NONE, purged: 2 });
    expect(await find(after)).toMatchObject({ skippedBecause: 'purged' });
  });

  it('are all of the sink that failed, or the one that is named', async () => {
    const [first, second] = [await said('a', 'failed'), await said('b', 'failed')];
    await said('c', 'delivered');
    const runId = randomUUID();
    await opened.store.deliveries.enqueue(runId, 'coaching', [{ subject: 'd', digest: 'said1', body: '{}' }]);
    await opened.store.deliveries.failPending(runId);
    const keysOf = async (id: string) => (await startAttempts(id)).deliveries.map(({ key }) => key);
    expect(await keysOf(await queue())).toEqual([first, second]);
    expect(await keysOf(await queue(second))).toEqual([second]);
    expect(await keysOf(await queue('crm/nothing'))).toEqual([]);
  });

  it('are walked over by key, in batches', async () => {
    const keys = [await said('a', 'failed'), await said('b', 'failed'), await said('c', 'failed')];
    const runId = await queue();
    const first = await startAttempts(runId, '', 2);
    const second = await startAttempts(runId, first.last ?? '', 2);
    expect([...first.deliveries, ...second.deliveries].map(({ key }) => key)).toEqual(keys);
    expect(await startAttempts(runId, second.last ?? '', 2)).toEqual({ deliveries: [], last: null });
  });

  it('never take a receipt back', async () => {
    const key = await said('a', 'failed');
    const runId = await queue();
    await startAttempts(runId);
    await record(runId, key, 'delivered', 'HTTP 201');
    await record(runId, key, 'failed', 'HTTP 422');
    expect(await find(key)).toMatchObject({ status: 'delivered', reason: 'HTTP 201' });
    expect(await countsOf(runId)).toEqual({ ...NONE, delivered: 1 });
  });

  it('leave the counts of the run that wanted them right at every moment', async () => {
    const original = randomUUID();
    await opened.store.deliveries.enqueue(original, 'crm', [{ subject: 'a', digest: 'said1', body: '{}' }]);
    await opened.store.deliveries.failPending(original);
    const runId = await queue();
    const { last } = await startAttempts(runId);
    expect(await opened.store.deliveries.counts(original)).toMatchObject({ failed: 1, pending: 0 });
    await record(runId, last ?? '', 'delivered', 'HTTP 201');
    expect(await opened.store.deliveries.counts(original)).toMatchObject({ failed: 0, delivered: 1 });
  });

  it('tell what a run has brought to an end, by key', async () => {
    const [arrived, refused, waiting] = [
      await said('a', 'failed'),
      await said('b', 'failed'),
      await said('c', 'failed'),
    ];
    const runId = await queue();
    await startAttempts(runId);
    await record(runId, arrived, 'delivered', 'HTTP 201');
    await record(runId, refused, 'failed', 'HTTP 410');
    await record(runId, waiting, 'pending', 'HTTP 503');
    const ended = { sink: 'crm', attemptedAt: LATER };
    expect(await opened.store.redeliveries.finishedAfter(runId, '', 10)).toEqual([
      { ...ended, key: arrived, outcome: 'delivered', receipt: 'HTTP 201' },
      { ...ended, key: refused, outcome: 'failed', receipt: 'HTTP 410' },
    ]);
    expect(await opened.store.redeliveries.finishedAfter(runId, arrived, 10)).toHaveLength(1);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WantedDelivery } from '../../src/store/deliveries.js';
import { STORES, type OpenedStore } from './stores.js';

const NOW = new Date('2026-11-21T00:00:00Z');

describe.each(STORES)('the outbox on $name', ({ open }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  const wanted = (subject: string, digest = 'verdict1'): WantedDelivery => ({
    subject,
    digest,
    body: `{"digest":"${digest}"}`,
  });
  const enqueue = (runId: string, ...items: WantedDelivery[]) =>
    opened.store.deliveries.enqueue(runId, 'coaching', items);
  const drain = async (runId: string, status: 'pending' | 'delivered' | 'failed') => {
    const { deliveries } = await opened.store.deliveries.startAttempts(runId, {
      after: '',
      limit: 250,
      at: NOW,
    });
    await opened.store.deliveries.recordAttempts(
      deliveries.map(({ key }) => ({ key, status, receipt: status })),
    );
    return deliveries.map(({ key }) => key);
  };
  const countsOf = (runId: string) => opened.store.deliveries.counts(runId);

  it('sends a verdict once, whichever run wants it', async () => {
    const subject = randomUUID();
    const [first, second] = [randomUUID(), randomUUID()];
    await enqueue(first, wanted(subject));
    expect(await drain(first, 'delivered')).toHaveLength(1);
    await enqueue(second, wanted(subject));
    expect(await drain(second, 'delivered')).toEqual([]);
    expect(await countsOf(second)).toEqual({ wanted: 0, subjects: 0, delivered: 0, failed: 0, pending: 0 });
  });

  it('sends a changed verdict, and the old one again when it comes back', async () => {
    const subject = randomUUID();
    const keys = [];
    for (const digest of ['verdict1', 'verdict2', 'verdict1']) {
      const runId = randomUUID();
      await enqueue(runId, wanted(subject, digest));
      keys.push(...(await drain(runId, 'delivered')));
    }
    expect(keys).toEqual([1, 2, 3].map((n) => `coaching/${subject}/${n}/verdict${n === 2 ? 2 : 1}`));
  });

  it('is the same after a repeated enqueue, before and after the delivery', async () => {
    const [subject, runId] = [randomUUID(), randomUUID()];
    await enqueue(runId, wanted(subject));
    await enqueue(runId, wanted(subject));
    expect(await countsOf(runId)).toMatchObject({ wanted: 1, pending: 1 });
    await drain(runId, 'delivered');
    await enqueue(runId, wanted(subject));
    expect(await countsOf(runId)).toEqual({ wanted: 1, subjects: 1, delivered: 1, failed: 0, pending: 0 });
  });

  it('knows what a repeated task says again, A and B after A and B, and hears A when it is said anew', async () => {
    const subject = randomUUID();
    const run = randomUUID();
    const said = (digest: string, ordinal: number) => enqueue(run, { ...wanted(subject, digest), ordinal });
    for (const [digest, ordinal] of [
      ['A', 1],
      ['B', 2],
      ['A', 1],
      ['B', 2],
    ] as const)
      await said(digest, ordinal);
    expect(await drain(run, 'delivered')).toHaveLength(2);
    await said('A', 3);
    expect(await drain(run, 'delivered')).toHaveLength(1);
  });

  it('lets a later run join what an interrupted one left pending, under the same key', async () => {
    const subject = randomUUID();
    const [interrupted, later] = [randomUUID(), randomUUID()];
    await enqueue(interrupted, wanted(subject));
    const [key] = await drain(interrupted, 'pending');
    await enqueue(later, wanted(subject));
    expect(await drain(later, 'delivered')).toEqual([key]);
    expect(await countsOf(interrupted)).toMatchObject({ delivered: 1, pending: 0 });
  });

  it('tries a failed verdict anew in a later run, but not in its own', async () => {
    const subject = randomUUID();
    const [own, later] = [randomUUID(), randomUUID()];
    await enqueue(own, wanted(subject));
    const [failed] = await drain(own, 'failed');
    await enqueue(own, wanted(subject));
    expect(await countsOf(own)).toEqual({ wanted: 1, subjects: 1, delivered: 0, failed: 1, pending: 0 });
    await enqueue(later, wanted(subject));
    const [anew] = await drain(later, 'delivered');
    expect(anew).toBeDefined();
    expect(anew).not.toBe(failed);
  });

  it('counts an attempt before it is made, and walks over all deliveries of the run once', async () => {
    const runId = randomUUID();
    await enqueue(runId, ...Array.from({ length: 7 }, () => wanted(randomUUID())));
    const keys: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const started = await opened.store.deliveries.startAttempts(runId, { after, limit: 3, at: NOW });
      keys.push(...started.deliveries.map(({ key }) => key));
      after = started.last;
    }
    expect(new Set(keys).size).toBe(7);
    const rows = await opened.db
      .selectFrom('delivery')
      .select(['attempts', 'attempted_at'])
      .where('key', 'in', keys)
      .execute();
    expect(rows).toEqual(keys.map(() => ({ attempts: 1, attempted_at: NOW })));
  });

  it('passes over what is finished, and still comes to its end', async () => {
    const runId = randomUUID();
    await enqueue(runId, ...Array.from({ length: 4 }, () => wanted(randomUUID())));
    await drain(runId, 'delivered');
    const first = await opened.store.deliveries.startAttempts(runId, { after: '', limit: 3, at: NOW });
    expect(first.deliveries).toEqual([]);
    expect(first.last).not.toBeNull();
    const rest = await opened.store.deliveries.startAttempts(runId, {
      after: first.last ?? '',
      limit: 3,
      at: NOW,
    });
    expect(
      await opened.store.deliveries.startAttempts(runId, { after: rest.last ?? '', limit: 3, at: NOW }),
    ).toEqual({
      deliveries: [],
      last: null,
    });
  });

  it('never takes a receipt back', async () => {
    const runId = randomUUID();
    await enqueue(runId, wanted(randomUUID()));
    const [key] = await drain(runId, 'delivered');
    await opened.store.deliveries.recordAttempts([{ key: key ?? '', status: 'failed', receipt: 'late' }]);
    expect(await countsOf(runId)).toMatchObject({ delivered: 1, failed: 0 });
  });

  it('gives up only what is pending for the run', async () => {
    const [runId, other] = [randomUUID(), randomUUID()];
    await enqueue(runId, wanted(randomUUID()));
    await drain(runId, 'delivered');
    await enqueue(runId, wanted(randomUUID()));
    await enqueue(other, wanted(randomUUID()));
    await opened.store.deliveries.failPending(runId);
    expect(await countsOf(runId)).toEqual({ wanted: 2, subjects: 2, delivered: 1, failed: 1, pending: 0 });
    expect(await countsOf(other)).toMatchObject({ pending: 1 });
  });

  it('has one delivery when runs enqueue the same verdict at the same time', async () => {
    const subject = randomUUID();
    const runs = Array.from({ length: 8 }, () => randomUUID());
    await Promise.all(runs.map((runId) => enqueue(runId, wanted(subject))));
    const keys = new Set((await Promise.all(runs.map((runId) => drain(runId, 'delivered')))).flat());
    expect(keys.size).toBe(1);
  });
});

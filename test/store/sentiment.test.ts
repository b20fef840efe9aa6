import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceivedPage } from '../../src/store/sentiment-page.js';
import { conversationId, sentiment } from '../support/sentiments.js';
import { STORES, type OpenedStore } from './stores.js';

describe.each(STORES)('sentiment rows and page ledger on $name', ({ open }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  const page = (changes: Partial<ReceivedPage> & { runId: string }): ReceivedPage => ({
    slice: 0,
    page: 0,
    sentiments: [],
    cursor: null,
    reported: null,
    requests: 1,
    ...changes,
  });
  const figuresOf = (runId: string) => opened.store.sentiment.figures(runId, 40);

  it('keeps all four fields of a conversation as they came', async () => {
    const runId = randomUUID();
    const sentiments = [
      sentiment(1, { score: -0.25, polarity: 'negative', occurredAt: '2026-11-20T10:00:00.123Z' }),
      sentiment(2, { score: null, polarity: null }),
      sentiment(3, { score: 5, polarity: 'positive' }),
      sentiment(4, { score: 0.1, polarity: 'mixed' }),
    ];
    await opened.store.sentiment.savePage(page({ runId, sentiments }));
    const rows = await opened.store.sentiment.rowsAfter(runId, null, 10);
    const stored = rows.map((row) => ({ ...row, occurredAt: row.occurredAt?.toISOString() ?? null }));
    expect(new Set(stored)).toEqual(new Set(sentiments));
  });

  it('adds up each status apart and takes only scored ones into the sums', async () => {
    const runId = randomUUID();
    const sentiments = [
      sentiment(1, { score: 0.5, polarity: 'positive' }),
      sentiment(2, { score: -0.2, polarity: 'neutral' }),
      sentiment(3, { score: -0.201, polarity: 'negative' }),
      sentiment(4, { score: null, polarity: null }),
      sentiment(5, { score: -7, polarity: 'negative' }),
      sentiment(6, { score: -0.9, polarity: 'mixed' }),
    ];
    await opened.store.sentiment.savePage(page({ runId, sentiments, reported: 6 }));
    expect(await figuresOf(runId)).toMatchObject({
      fetched: 6,
      unique: 6,
      reported: 6,
      scored: 3,
      unscored: 1,
      invalid: 1,
      unknown: 1,
      positive: 1,
      neutral: 1,
      negative: 1,
      scoreSum: 0.099,
      scoreSquareSum: 0.330401,
      // -0.2 lies exactly on the threshold of 40 and needs nothing.
      actionRequired: 1,
    });
  });

  it('changes nothing when a page is stored again, and answers the same', async () => {
    const runId = randomUUID();
    const first = page({ runId, sentiments: [sentiment(1), sentiment(2)], cursor: 'next', reported: 2 });
    const answer = await opened.store.sentiment.savePage(first);
    const before = await figuresOf(runId);
    const again = await opened.store.sentiment.savePage({
      ...first,
      sentiments: [sentiment(3)],
      cursor: 'other',
      requests: 4,
    });
    expect(again).toEqual(answer);
    expect(await figuresOf(runId)).toMatchObject({ fetched: before.fetched, pages: 1, requests: 1 });
  });

  it('counts a conversation that comes twice in a slice as a duplicate, and one from another slice as overlapping', async () => {
    const runId = randomUUID();
    await opened.store.sentiment.savePage(
      page({ runId, sentiments: [sentiment(1), sentiment(1), sentiment(2)], reported: 2 }),
    );
    await opened.store.sentiment.savePage(
      page({ runId, page: 1, sentiments: [sentiment(2), sentiment(3)], reported: 2 }),
    );
    await opened.store.sentiment.savePage(
      page({ runId, slice: 1, sentiments: [sentiment(3), sentiment(4)], reported: 2 }),
    );
    expect(await figuresOf(runId)).toMatchObject({
      fetched: 7,
      unique: 4,
      overlapping: 1,
      reported: 4,
      pages: 3,
    });
  });

  it('keeps the first reading of a conversation', async () => {
    const runId = randomUUID();
    await opened.store.sentiment.savePage(page({ runId, sentiments: [sentiment(1, { score: 0.5 })] }));
    await opened.store.sentiment.savePage(
      page({ runId, slice: 1, sentiments: [sentiment(1, { score: 0.9 })] }),
    );
    expect(await figuresOf(runId)).toMatchObject({ unique: 1, scoreSum: 0.5 });
  });

  it('notices a cursor that leads back', async () => {
    const runId = randomUUID();
    const saved = [];
    for (const [number, cursor] of ['a', 'b', 'a'].entries()) {
      saved.push(await opened.store.sentiment.savePage(page({ runId, page: number, cursor })));
    }
    expect(saved.map(({ repeatsCursor }) => repeatsCursor)).toEqual([false, false, true]);
    const elsewhere = await opened.store.sentiment.savePage(page({ runId, slice: 1, cursor: 'a' }));
    expect(elsewhere.repeatsCursor).toBe(false);
  });

  it('takes the last total that a slice told, and knows no total when a slice told none', async () => {
    const runId = randomUUID();
    await opened.store.sentiment.savePage(page({ runId, reported: 10, cursor: 'a' }));
    await opened.store.sentiment.savePage(page({ runId, page: 1, reported: 12 }));
    await opened.store.sentiment.savePage(page({ runId, slice: 1, reported: 5 }));
    expect((await figuresOf(runId)).reported).toBe(17);
    await opened.store.sentiment.savePage(page({ runId, slice: 2, reported: null }));
    expect((await figuresOf(runId)).reported).toBeNull();
  });

  it('gives figures of nothing for a run without pages', async () => {
    expect(await figuresOf(randomUUID())).toMatchObject({
      fetched: 0,
      unique: 0,
      reported: null,
      scoreSum: 0,
      pages: 0,
    });
  });

  it('walks over rows in the order of ids, each once', async () => {
    const runId = randomUUID();
    const sentiments = Array.from({ length: 25 }, (_, n) => sentiment(n));
    await opened.store.sentiment.savePage(page({ runId, sentiments }));
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const rows = await opened.store.sentiment.rowsAfter(runId, after, 10);
      seen.push(...rows.map((row) => row.conversationId));
      const last = rows.at(-1);
      if (!last) break;
      after = last.conversationId;
    }
    expect(seen).toEqual(sentiments.map((_, n) => conversationId(n)).sort());
  });

  it('stores pages that slices bring at the same time', async () => {
    const runId = randomUUID();
    const pages = Array.from({ length: 16 }, (_, slice) =>
      page({
        runId,
        slice,
        sentiments: Array.from({ length: 250 }, (_row, n) => sentiment(slice * 200 + n)),
        reported: 250,
      }),
    );
    await Promise.all(pages.map((received) => opened.store.sentiment.savePage(received)));
    const figures = await figuresOf(runId);
    expect(figures).toMatchObject({ fetched: 4000, unique: 3250, overlapping: 750, pages: 16 });
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finalityOf, type ConversationFacts } from '../../src/domain/conversation-facts.js';
import type { ReceivedPage } from '../../src/store/sentiment-page.js';
import { conversationId, sentiment } from '../support/sentiments.js';
import { STORES, type OpenedStore } from './stores.js';

const unscored = (number: number) => sentiment(number, { score: null, polarity: null });
const share = (number: number, sum: number, count: number, hour = '2026-11-20T10:00:00Z') => ({
  conversationId: conversationId(number),
  ...{ hour, sum, count },
});
const NEXT_HOUR = '2026-11-20T11:00:00Z';
const facts = (number: number, endedAt: string | null): ConversationFacts => ({
  conversationId: conversationId(number),
  startedAt: '2026-11-20T10:00:00Z',
  endedAt,
  ...{ direction: 'inbound', mediaType: 'voice' },
  ...{ queueIds: ['queue-1', 'queue "2"'], agentIds: ['agent,1'], divisionIds: [] },
});

describe.each(STORES)('scores that come apart from their conversations, on $name', ({ open }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  const save = (runId: string, page: Partial<ReceivedPage>) =>
    opened.store.sentiment.savePage({
      ...{ runId, slice: 0, page: 0, sentiments: [], cursor: null, reported: null, requests: 1 },
      ...page,
    });
  /** In the order of their numbers. */
  const scoresOf = async (runId: string, count: number) => {
    await opened.store.sentiment.settleScores(runId);
    const rows = await opened.store.sentiment.rowsAfter(runId, null, 10);
    return Array.from({ length: count }, (_, index) => {
      const row = rows.find((one) => one.conversationId === conversationId(index + 1));
      return [row?.status, row?.score, row?.polarity];
    });
  };

  it('adds up hours, each as it was last read, to the number that it is on paper', async () => {
    const runId = randomUUID();
    await save(runId, { sentiments: [unscored(1), unscored(2), unscored(3), unscored(4)] });
    await save(runId, { page: 1, shares: [share(1, 30, 1), share(2, 140.48, 4), share(3, -20, 1)] });
    await save(runId, { slice: 1, page: 0, shares: [share(1, -90, 3, NEXT_HOUR), share(4, 250, 2)] });
    await save(runId, { slice: 2, page: 0, shares: [share(1, -110, 3, NEXT_HOUR), share(1, 30, 1)] });
    const settled = [
      ['scored', -0.2, 'neutral'],
      ['scored', 0.3512, 'positive'],
      ['scored', -0.2, 'neutral'],
      ['invalid', 1.25, 'positive'],
    ];
    expect(await scoresOf(runId, 4)).toEqual(settled);
    expect(await scoresOf(runId, 4)).toEqual(settled);
  });

  it('scores no conversation that the run did not read, and none of which it has no sample', async () => {
    const runId = randomUUID();
    await save(runId, { sentiments: [unscored(1), unscored(2)], shares: [share(2, 0, 0), share(7, 50, 1)] });
    expect(await scoresOf(runId, 2)).toEqual([
      ['unscored', null, null],
      ['unscored', null, null],
    ]);
  });

  it('counts what began outside the slice as fetched, and as no loss', async () => {
    const runId = randomUUID();
    const read = await save(runId, { sentiments: [unscored(1)], outside: 2, reported: 3 });
    expect(read.fetched).toBe(3);
    expect(await opened.store.sentiment.figures(runId, 40)).toMatchObject({
      ...{ fetched: 3, outside: 2, unique: 1, reported: 3, overlapping: 0 },
    });
  });

  it('says how settled its conversations were, by the rule of the domain, and why some have no score', async () => {
    const runId = randomUUID();
    const readAt = '2026-11-20T12:00:00Z';
    const told: ConversationFacts[] = [
      facts(1, null),
      facts(2, '2026-11-20T11:29:59Z'),
      facts(3, '2026-11-20T11:30:01Z'),
      { ...facts(4, '2026-11-17T12:00:01Z'), mediaType: 'email' },
      { ...facts(5, '2026-11-17T12:00:00Z'), mediaType: 'message', divisionIds: ['north', 'south'] },
      { ...facts(6, '2026-11-20T10:05:00Z'), agentIds: [] },
      { ...facts(7, '2026-11-20T10:05:00Z'), agentIds: [], queueIds: [], divisionIds: ['south'] },
    ];
    await save(runId, { sentiments: told.map((_, at) => unscored(at + 1)), facts: told });
    await save(runId, { page: 1, shares: [share(1, 10, 1), share(5, 10, 1)] });
    await opened.store.sentiment.settleScores(runId);
    const figures = await opened.store.sentiment.finality(runId, readAt);
    expect(figures).toEqual({
      ...{ open: 1, provisional: 2, final: 4, unattributed: 1, divisions: 2 },
      unscoredBecause: { pending: 2, noAgentLeg: 2, unknown: 1 },
    });
    for (const finality of ['open', 'provisional', 'final'] as const)
      expect(figures?.[finality]).toBe(
        told.filter((one) => finalityOf(one, Date.parse(readAt)) === finality).length,
      );
    expect(await opened.store.sentiment.finality(randomUUID(), readAt)).toBeNull();
  });

  it('keeps facts of conversations as they were last read', async () => {
    const runId = randomUUID();
    await save(runId, { sentiments: [unscored(1)], facts: [facts(1, null), facts(1, null)] });
    await save(runId, { slice: 1, sentiments: [unscored(1)], facts: [facts(1, '2026-11-20T10:05:00Z')] });
    expect(await opened.store.sentiment.figures(runId, 40)).toMatchObject({ unique: 1, overlapping: 1 });
    expect(await opened.store.conversations.facts(runId, [conversationId(1)])).toEqual([
      facts(1, '2026-11-20T10:05:00Z'),
    ]);
  });
});

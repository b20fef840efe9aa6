import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../src/domain/conversation-event.js';
import { sentiment } from '../support/sentiments.js';
import { STORES, type OpenedStore } from './stores.js';

describe.each(STORES)('what reports read on $name', ({ open }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  const runWith = async (sentiments: ReturnType<typeof sentiment>[]): Promise<string> => {
    const runId = randomUUID();
    await opened.store.sentiment.savePage({
      ...{ runId, slice: 0, page: 0, cursor: null, reported: null, requests: 1, sentiments },
    });
    return runId;
  };

  it('puts a score on a border into the part above it, the ends inside, and what is not scored nowhere', async () => {
    const runId = await runWith([
      sentiment(1, { score: -1, polarity: 'negative' }),
      sentiment(2, { score: -0.9, polarity: 'negative' }),
      sentiment(3, { score: 0.7, polarity: 'positive' }),
      sentiment(4, { score: 1, polarity: 'positive' }),
      sentiment(5, { score: null, polarity: null }),
      sentiment(6, { score: 0.1, polarity: 'mixed' }),
    ]);
    expect(await opened.store.reports.scoreBins(runId)).toEqual([
      { bin: 0, polarity: 'negative', count: 1 },
      { bin: 1, polarity: 'negative', count: 1 },
      { bin: 17, polarity: 'positive', count: 1 },
      { bin: 19, polarity: 'positive', count: 1 },
    ]);
  });

  it('adds up each day by itself, and what lies before the first or has no date apart', async () => {
    const at = (occurredAt: string | null, score: number) =>
      sentiment(Math.round(score * 1000), {
        score,
        polarity: score < 0 ? 'negative' : 'positive',
        occurredAt,
      });
    const runId = await runWith([
      at('2026-10-24T21:59:59.999Z', 0.1),
      at('2026-10-24T22:00:00Z', 0.2),
      at('2026-10-25T22:59:59Z', -0.3),
      at('2026-10-25T23:00:00Z', 0.4),
      at(null, 0.5),
    ]);
    const days = await opened.store.reports.days(runId, ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z']);
    expect(days.map(({ day, total, positive, negative }) => ({ day, total, positive, negative }))).toEqual([
      { day: -1, total: 1, positive: 1, negative: 0 },
      { day: 0, total: 2, positive: 1, negative: 1 },
      { day: 1, total: 1, positive: 1, negative: 0 },
      { day: null, total: 1, positive: 1, negative: 0 },
    ]);
    expect(days[1]).toMatchObject({ scored: 2, scoreSum: -0.1, scoreSquareSum: 0.13 });
  });

  it('groups deliveries by how they ended, and tells what a CRM was told without its body', async () => {
    const runId = randomUUID();
    const body = (state: string) => JSON.stringify({ event: 'virtual_agent_session', state, secret: 'x' });
    for (const [ordinal, state] of ['ended', 'settled'].entries()) {
      await opened.store.deliveries.enqueue(runId, 'crm', [
        { subject: `session/${runId}`, digest: state, body: body(state), ordinal },
      ]);
    }
    expect(await opened.store.reports.toldUpdates(runId)).toEqual([
      { event: 'virtual_agent_session', state: 'ended', status: 'pending', attemptedAt: null },
      { event: 'virtual_agent_session', state: 'settled', status: 'pending', attemptedAt: null },
    ]);
    expect(await opened.store.reports.deliveries(runId)).toEqual([
      { sink: 'crm', status: 'pending', receipt: null, count: 2 },
    ]);
  });

  it('finds the events of a conversation in the order of their arrival', async () => {
    const conversationId = randomUUID();
    const event = (kind: 'ended' | 'active'): ConversationEvent => ({
      ...{ eventId: randomUUID(), conversationId, sessionKey: null, kind, occurredAt: null },
      ...{ resolution: null, disconnect: null, media: null, source: 'webhook' },
    });
    const received = [event('ended'), event('active')];
    for (const body of received) {
      await opened.store.inbox.receive({
        ...{ eventId: body.eventId, topic: 'conversation', body, conversationId, sessionKey: null },
        receivedAt: '2026-11-25T10:00:00Z',
      });
    }
    const events = await opened.store.reports.conversationEvents(conversationId);
    expect(events.map((one) => one.event)).toEqual(received);
  });
});

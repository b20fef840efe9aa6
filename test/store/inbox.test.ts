import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { InboxStore } from '../../src/store/inbox.js';
import { beginning, ended, incoming, START } from './sessions-for-tests.js';
import { STORES, type OpenedStore } from './stores.js';

const LATER = '2026-11-21T01:00:00.000Z';

describe.each(STORES)('the inbox on $name', ({ open }) => {
  let opened: OpenedStore | undefined;
  let inbox: InboxStore;
  beforeEach(async () => {
    opened ??= await open();
    ({ inbox } = opened.store);
    await opened.db.deleteFrom('inbox').execute();
  });
  afterAll(() => opened?.close());

  const pendingIds = async (topic: 'conversation' | 'coaching' | 'speech', limit = 100) =>
    (await inbox.pending({ topic, limit, receivedBefore: LATER })).map(({ eventId }) => eventId);
  const received = async (changes: Parameters<typeof incoming>[1] = {}, event = ended()) => {
    await inbox.receive(incoming(event, { topic: 'coaching', ...changes }));
    return event.eventId;
  };

  it('keeps one of a thousand copies that come at the same time, as the first one was', async () => {
    const event = ended({ resolution: 'resolved' });
    const answers = await Promise.all(
      Array.from({ length: 1000 }, () => inbox.receive(incoming(event, { topic: 'coaching' }))),
    );
    expect(answers.filter((answer) => answer === 'new')).toHaveLength(1);
    expect(await inbox.receive(incoming(event, { topic: 'coaching', body: { other: true } }))).toBe('known');
    expect(await inbox.pending({ topic: 'coaching', limit: 9, receivedBefore: LATER })).toEqual([
      { eventId: event.eventId, body: event },
    ]);
  });

  it('answers what is pending by topic, in order of arrival, so many, and received before then', async () => {
    const first = await received({ receivedAt: '2026-11-21T00:00:05Z' });
    const second = await received();
    await received({ receivedAt: LATER });
    const speech = await received({ topic: 'speech' });
    expect(await pendingIds('coaching')).toEqual([first, second]);
    expect(await pendingIds('coaching', 1)).toEqual([first]);
    expect(await pendingIds('speech')).toEqual([speech]);
  });

  it('offers of conversations only those that a session owns, however many others came before', async () => {
    const { runId, ...session } = beginning();
    await opened?.store.sessions.begin({ runId, ...session });
    const conversationId = randomUUID();
    await opened?.store.sessions.bindConversation({ runId, conversationId });
    for (let n = 0; n < 5; n++) await received({ topic: 'conversation' });
    const bound = await received({ topic: 'conversation' }, ended({ conversationId }));
    const keyed = await received({ topic: 'conversation' }, ended({ sessionKey: session.sessionKey }));
    expect(await pendingIds('conversation', 2)).toEqual([bound, keyed]);
    expect(await inbox.counts()).toMatchObject({ pending: 7 });
  });

  it('does not offer again what is dispatched, and notes the first time', async () => {
    const [eventId, other] = [await received(), await received()];
    await inbox.markDispatched([eventId], START);
    await inbox.markDispatched([eventId, 'unknown'], LATER);
    await inbox.markDispatched([], LATER);
    expect(await pendingIds('coaching')).toEqual([other]);
    const row = await opened?.db
      .selectFrom('inbox')
      .select('dispatched_at')
      .where('event_id', '=', eventId)
      .executeTakeFirst();
    expect(row?.dispatched_at).toEqual(new Date(START));
  });

  it('expires what nobody claimed, once, and keeps it for a week', async () => {
    const [unclaimed, dispatched] = [await received(), await received()];
    await received({ receivedAt: LATER });
    await inbox.markDispatched([dispatched], START);
    expect(await inbox.expire(LATER)).toBe(1);
    expect(await inbox.expire(LATER)).toBe(0);
    expect(await inbox.counts()).toEqual({ pending: 1, dispatched: 1, expired: 1 });
    expect(await inbox.expire('2026-11-28T00:00:00.000Z')).toBe(1);
    expect(await inbox.counts()).toEqual({ pending: 0, dispatched: 1, expired: 2 });
    expect(await inbox.receive(incoming(ended({ eventId: unclaimed })))).toBe('known');
    await inbox.expire('2026-11-28T00:00:01.000Z');
    expect(await inbox.counts()).toEqual({ pending: 0, dispatched: 0, expired: 1 });
  });

  it('counts as dispatched what was dispatched while it expired', async () => {
    const eventId = await received();
    await inbox.expire(LATER);
    await inbox.markDispatched([eventId], LATER);
    expect(await inbox.counts()).toEqual({ pending: 0, dispatched: 1, expired: 0 });
  });

  it('deletes nothing that was never offered for a week, before it has expired', async () => {
    await received();
    expect(await inbox.expire('2026-12-21T00:00:00.000Z')).toBe(1);
    expect(await inbox.counts()).toEqual({ pending: 0, dispatched: 0, expired: 1 });
  });
});

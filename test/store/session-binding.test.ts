import { randomUUID } from 'node:crypto';
import { sql, type KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInboxStore } from '../../src/store/inbox.js';
import type { SessionOwner } from '../../src/store/session-binding.js';
import { createSessionStore, type SessionStore } from '../../src/store/sessions.js';
import { beginAsBefore, beginning, ended, incoming, standing } from './sessions-for-tests.js';
import { STORES, type OpenedStore } from './stores.js';

/** Does something elsewhere between two statements. */
function afterStatement(number: number, act: () => Promise<void>): KyselyPlugin {
  let seen = 0;
  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (++seen === number) await act();
      return result;
    },
  };
}

describe.each(STORES)('sessions and their conversations on $name', ({ open }) => {
  let opened: OpenedStore;
  let sessions: SessionStore;
  beforeAll(async () => {
    opened = await open();
    ({ sessions } = opened.store);
  });
  afterAll(() => opened.close());

  const begun = async (changes: Parameters<typeof beginning>[0] = {}) => {
    const session = beginning(changes);
    await sessions.begin(session);
    return session;
  };
  const statusOf = async (eventId: string) =>
    (
      await opened.db
        .selectFrom('inbox')
        .select('status')
        .where('event_id', '=', eventId)
        .executeTakeFirstOrThrow()
    ).status;

  it('finds the latest session of a conversation and of a key, and none where there is none', async () => {
    const conversationId = randomUUID();
    const earlier = await begun();
    const later = beginning({ sessionKey: earlier.sessionKey, startedAt: '2026-11-22T00:00:00Z' });
    await beginAsBefore(opened.db, later);
    expect(await sessions.findByConversation(conversationId)).toBeNull();
    for (const { runId } of [later, earlier]) await sessions.bindConversation({ runId, conversationId });
    await sessions.update(standing(later.runId, { state: 'transferred' }));
    const found = { runId: later.runId, workflowId: later.workflowId, state: 'transferred' };
    expect(await sessions.findByConversation(conversationId)).toEqual(found);
    expect(await sessions.findBySessionKey(earlier.sessionKey)).toEqual(found);
    expect(await sessions.findBySessionKey('unknown')).toBeNull();
  });

  it('hands over early events in the order in which they came, and the same again when asked again', async () => {
    const { runId, sessionKey } = await begun();
    const conversationId = randomUUID();
    const early = [
      ended({ conversationId, occurredAt: '2026-11-21T00:00:09Z' }),
      ended({ conversationId, sessionKey, kind: 'active', occurredAt: '2026-11-21T00:00:03Z' }),
      ended({ conversationId, occurredAt: null, resolution: 'resolved' }),
    ];
    for (const event of early) await opened.store.inbox.receive(incoming(event));
    await opened.store.inbox.receive(incoming(ended()));
    expect(await sessions.bindConversation({ runId, conversationId })).toEqual(early);
    expect(await Promise.all(early.map(({ eventId }) => statusOf(eventId)))).toEqual(
      early.map(() => 'dispatched'),
    );
    expect(await sessions.bindConversation({ runId, conversationId })).toEqual(early);
    expect((await sessions.live()).find((session) => session.runId === runId)).toMatchObject({
      conversationId,
    });
  });

  it('claims events that are known by the key alone, but none that names another conversation', async () => {
    const { runId, sessionKey } = await begun();
    const conversationId = randomUUID();
    const byKey = ended({ conversationId, sessionKey });
    await opened.store.inbox.receive(incoming(byKey, { conversationId: null }));
    const foreign = ended({ sessionKey });
    await opened.store.inbox.receive(incoming(foreign));
    expect(await sessions.bindConversation({ runId, conversationId })).toEqual([byKey]);
    expect(await statusOf(foreign.eventId)).toBe('pending');
  });

  it('claims only what is about the conversation itself', async () => {
    const { runId } = await begun();
    const event = ended();
    await opened.store.inbox.receive(incoming(event, { topic: 'speech' }));
    const { conversationId } = event;
    expect(await sessions.bindConversation({ runId, conversationId })).toEqual([]);
    expect(await statusOf(event.eventId)).toBe('pending');
  });

  it('lets one side see the other when an event comes while its conversation is bound', async () => {
    const receiver = { inbox: createInboxStore(opened.db), sessions: createSessionStore(opened.db) };
    const begunOnes = await Promise.all(Array.from({ length: 200 }, () => begun()));
    const races = begunOnes.map(async ({ runId }) => {
      const event = ended();
      const { conversationId } = event;
      const receive = async () => {
        await receiver.inbox.receive(incoming(event));
        return receiver.sessions.findByConversation(conversationId);
      };
      const [owner, claimed] = await Promise.all([
        receive(),
        sessions.bindConversation({ runId, conversationId }),
      ]);
      return owner?.runId === runId || claimed.length === 1;
    });
    expect((await Promise.all(races)).filter((isSeen) => !isSeen)).toEqual([]);
  });

  it.each([1, 2])('loses no event that comes right after statement %i of a binding', async (number) => {
    const { runId } = await begun();
    const event = ended();
    const { conversationId } = event;
    let owner: SessionOwner | null = null;
    const receive = async () => {
      await opened.store.inbox.receive(incoming(event));
      owner = await sessions.findByConversation(conversationId);
    };
    const binder = createSessionStore(opened.db.withPlugin(afterStatement(number, receive)));
    const claimed = await binder.bindConversation({ runId, conversationId });
    expect([owner, claimed]).not.toEqual([null, []]);
  });

  it('learns from the inbox which conversation was created under a key', async () => {
    const { sessionKey } = await begun();
    expect(await sessions.findCreated(sessionKey)).toBeNull();
    const event = ended({ sessionKey });
    await opened.store.inbox.receive(incoming(event));
    expect(await sessions.findCreated(sessionKey)).toBe(event.conversationId);
  });

  it('never takes the conversation of an earlier session with the same key for a new one', async () => {
    const earlier = await begun();
    const { sessionKey } = earlier;
    const old = ended({ sessionKey });
    await opened.store.inbox.receive(incoming(old));
    await sessions.bindConversation({ runId: earlier.runId, conversationId: old.conversationId });
    expect(await sessions.findCreated(sessionKey)).toBe(old.conversationId);
    await beginAsBefore(opened.db, beginning({ sessionKey, startedAt: '2026-11-22T00:00:00Z' }));
    expect(await sessions.findCreated(sessionKey)).toBeNull();
    const own = ended({ sessionKey });
    await opened.store.inbox.receive(incoming(own));
    expect(await sessions.findCreated(sessionKey)).toBe(own.conversationId);
  });

  it.each([
    [
      'session_by_conversation',
      "select from session where conversation_id = 'c' order by started_at desc limit 1",
    ],
    ['session_by_key', "select from session where session_key = 'k' order by started_at desc limit 1"],
    ['inbox_by_conversation', "select from inbox where conversation_id = 'c' and status <> 'expired'"],
    ['inbox_by_key', "select from inbox where session_key = 'k' and topic = 'conversation'"],
  ])('finds by %s, not by reading the whole table', async (index, query) => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`${sql.raw(`explain ${query}`)}`.execute(opened.db);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });
});

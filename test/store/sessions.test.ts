import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { SESSION_STATES } from '../../src/domain/virtual-agent-session.js';
import type { Database } from '../../src/store/connection.js';
import type { SessionStanding, SessionStore } from '../../src/store/sessions.js';
import { beginAsBefore, beginning, standing, START } from './sessions-for-tests.js';
import { STORES, type OpenedStore } from './stores.js';

describe.each(STORES)('sessions on $name', ({ open }) => {
  let opened: OpenedStore | undefined;
  let db: Database;
  let sessions: SessionStore;
  beforeEach(async () => {
    opened ??= await open();
    db = opened.db;
    ({ sessions } = opened.store);
    await db.deleteFrom('session').execute();
    await db.deleteFrom('session_key').execute();
  });
  afterAll(() => opened?.close());

  const begun = async (
    changes: Parameters<typeof beginning>[0] = {},
    at: Partial<SessionStanding> | null = null,
  ) => {
    const session = beginning(changes);
    await sessions.begin(session);
    if (at) await sessions.update(standing(session.runId, at));
    return session;
  };
  const all = () => sessions.list({ since: new Date(0) });

  it('keeps the first beginning', async () => {
    const session = await begun();
    await sessions.begin({ ...session, startedAt: '2026-11-22T00:00:00Z', botId: 'other' });
    expect(await all()).toEqual([
      {
        ...session,
        startedAt: new Date(START),
        lastActivityAt: new Date(START),
        conversationId: null,
        state: 'creating',
        endedAt: null,
        nextWakeUpAt: null,
        turns: 0,
        reasons: [],
        handoffQueueId: null,
        resolution: null,
        containment: null,
      },
    ]);
  });

  it('gives a key to one run for ever, whenever and under whatever id another asks for it', async () => {
    const session = await begun({}, { state: 'settled' });
    const { runId, workflowId, sessionKey } = session;
    const other = beginning({ sessionKey, workflowId: 'chosen', startedAt: '2027-11-21T00:00:00Z' });
    expect(await sessions.begin(other)).toEqual({ runId, workflowId });
    expect(await sessions.begin(session)).toEqual({ runId, workflowId });
    expect(await all()).toMatchObject([{ runId, state: 'settled' }]);
  });

  it('gives a key to one of twenty runs that ask at the same time, and tells the others whose it is', async () => {
    const sessionKey = randomUUID();
    const runs = Array.from({ length: 20 }, (_, index) =>
      beginning({ sessionKey, workflowId: `session/${index}` }),
    );
    const owners = new Set((await Promise.all(runs.map(sessions.begin))).map(({ runId }) => runId));
    expect(owners.size).toBe(1);
    expect(await all()).toMatchObject([{ runId: [...owners][0] }]);
  });

  it('leaves a key that was used again before to the latest of its sessions', async () => {
    const earlier = beginning();
    const { sessionKey } = earlier;
    const later = beginning({ sessionKey, startedAt: '2026-11-22T00:00:00Z' });
    for (const session of [later, earlier]) await beginAsBefore(db, session);
    const { runId, workflowId } = later;
    expect(await sessions.begin(beginning({ sessionKey }))).toEqual({ runId, workflowId });
    expect(await all()).toHaveLength(2);
  });

  it('says where a session stands, the same when it is told twice, and leaves its conversation alone', async () => {
    const { runId } = await begun();
    const conversationId = randomUUID();
    await sessions.bindConversation({ runId, conversationId });
    const told = standing(runId, {
      state: 'ended',
      turns: 7,
      reasons: ['low_confidence', 'max_turns'],
      handoffQueueId: 'queue',
      lastActivityAt: '2026-11-21T10:00:00.5Z',
      endedAt: '2026-11-21T10:00:00Z',
      resolution: 'Resolved',
      containment: false,
      nextWakeUpAt: '2026-11-24T10:00:00Z',
    });
    await sessions.update(told);
    const once = await all();
    await sessions.update(told);
    expect(await all()).toEqual(once);
    expect(once).toMatchObject([
      {
        ...told,
        conversationId,
        lastActivityAt: new Date('2026-11-21T10:00:00.5Z'),
        endedAt: new Date('2026-11-21T10:00:00Z'),
        nextWakeUpAt: new Date('2026-11-24T10:00:00Z'),
      },
    ]);
  });

  it('takes back an end when the conversation goes on', async () => {
    const { runId } = await begun({}, { state: 'ended', endedAt: START, resolution: 'resolved' });
    await sessions.update(standing(runId));
    expect(await all()).toMatchObject([{ state: 'active', endedAt: null, resolution: null }]);
  });

  it('counts what still waits for something as live, whatever else there is', async () => {
    for (const state of SESSION_STATES) await begun({}, { state });
    const live = await sessions.live();
    expect(new Set(live.map(({ state }) => state))).toEqual(
      new Set(['creating', 'active', 'transferred', 'ended']),
    );
  });

  it('lists what began in the period, and every live session however old', async () => {
    const old = '2026-11-01T00:00:00Z';
    await begun({ startedAt: old }, { state: 'settled' });
    const oldLive = await begun({ startedAt: old });
    const settled = await begun({}, { state: 'settled' });
    const rows = await sessions.list({ since: new Date(START) });
    expect(rows.map(({ runId }) => runId)).toEqual([settled.runId, oldLive.runId]);
  });

  it('rates only what is known of the sessions that are over', async () => {
    const over = [
      { resolution: 'resolved', containment: true },
      { resolution: 'RESOLVED', containment: null },
      { resolution: 'unresolved', containment: false },
      { resolution: 'unknown', containment: true },
      { resolution: null, containment: null },
    ];
    for (const told of over) await begun({}, { state: 'settled', ...told });
    await begun({}, { state: 'expired' });
    await begun({}, { state: 'ended', resolution: 'resolved', containment: true });
    await begun({ startedAt: '2026-11-01T00:00:00Z' }, { state: 'settled', resolution: 'resolved' });
    expect(await sessions.rates({ since: new Date(START) })).toEqual({
      finished: 6,
      resolutionKnown: 3,
      resolved: 2,
      containmentKnown: 3,
      contained: 2,
    });
  });

  it('rates nothing as nothing', async () => {
    expect(await sessions.rates({ since: new Date(0) })).toEqual({
      finished: 0,
      resolutionKnown: 0,
      resolved: 0,
      containmentKnown: 0,
      contained: 0,
    });
  });
});

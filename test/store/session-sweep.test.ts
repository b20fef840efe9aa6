import { randomUUID } from 'node:crypto';
import { sql, type KyselyPlugin, type RootOperationNode } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/connection.js';
import { contradicted, liveBots, markSeen } from '../../src/store/session-sweep.js';
import { createSessionStore, type SessionStanding } from '../../src/store/sessions.js';
import { beginning, standing } from './sessions-for-tests.js';
import { STORES, type OpenedStore } from './stores.js';

const LONG_AGO = '2026-11-21T08:00:00.000Z';
const BEFORE = '2026-11-21T09:00:00.000Z';
const SWEPT_AT = '2026-11-21T10:00:00.000Z';
const AFTER = '2026-11-21T10:00:01.000Z';
const SETTLED_SESSIONS = 5000;

/** Asks how a raw statement would be carried out instead of carrying it out. */
function explaining(plans: string[]): KyselyPlugin {
  return {
    transformQuery({ node }): RootOperationNode {
      if (node.kind !== 'RawNode') return node;
      const [first = '', ...rest] = node.sqlFragments;
      return { ...node, sqlFragments: [`explain ${first}`, ...rest] };
    },
    transformResult({ result }) {
      plans.push(result.rows.map((row) => String(row['QUERY PLAN'])).join('\n'));
      return Promise.resolve({ ...result, rows: [] });
    },
  };
}

describe.each(STORES)('what a sweep asks of $name', ({ open }) => {
  let opened: OpenedStore;
  let db: Database;
  beforeAll(async () => {
    opened = await open();
    ({ db } = opened);
  });
  afterAll(() => opened.close());

  async function session(changes: Partial<SessionStanding> = {}, isBound = true) {
    const sessions = createSessionStore(db);
    const begun = beginning({ startedAt: LONG_AGO });
    const conversationId = randomUUID();
    await sessions.begin(begun);
    if (isBound) await sessions.bindConversation({ runId: begun.runId, conversationId });
    await sessions.update(standing(begun.runId, { lastActivityAt: BEFORE, ...changes }));
    return { ...begun, conversationId };
  }

  it.each<[string, Partial<SessionStanding>, isListed: boolean, isActive: boolean | null]>([
    ['an active one that was not listed', {}, false, false],
    ['a transferred one that was not listed', { state: 'transferred' }, false, false],
    ['an ended one that was listed', { state: 'ended', endedAt: BEFORE }, true, true],
    ['an ended one without a time that was listed', { state: 'ended' }, true, true],
    ['an active one that was listed', {}, true, null],
    ['an ended one that was not listed', { state: 'ended', endedAt: BEFORE }, false, null],
    ['one whose last activity is younger than the listing', { lastActivityAt: AFTER }, false, null],
    ['one that ended after the listing', { state: 'ended', endedAt: AFTER }, true, null],
    ['one that is being created', { state: 'creating' }, false, null],
    ['a settled one', { state: 'settled', endedAt: BEFORE }, true, null],
    ['an expired one', { state: 'expired' }, false, null],
    ['a cancelled one', { state: 'cancelled' }, false, null],
    ['a failed one', { state: 'failed' }, true, null],
  ])('of %s says what the listing does', async (_which, changes, isListed, isActive) => {
    const { botId, workflowId, conversationId } = await session(changes);
    await markSeen(db, isListed ? [conversationId, randomUUID()] : [], SWEPT_AT);
    const found = await contradicted(db, { botId, sweptAt: SWEPT_AT });
    expect(found).toEqual(isActive === null ? [] : [{ workflowId, conversationId, isActive }]);
  });

  it('counts what an earlier listing had as not listed', async () => {
    const { botId, conversationId } = await session();
    await markSeen(db, [conversationId], BEFORE);
    expect(await contradicted(db, { botId, sweptAt: SWEPT_AT })).toMatchObject([{ isActive: false }]);
  });

  it('leaves alone the sessions of another virtual agent and those without a conversation', async () => {
    const { botId } = await session({}, false);
    await session();
    expect(await contradicted(db, { botId, sweptAt: SWEPT_AT })).toEqual([]);
    expect(await liveBots(db)).not.toContain(botId);
  });

  it('asks for those virtual agents alone that have a conversation which may go on', async () => {
    const live = await Promise.all(
      (['active', 'transferred', 'ended'] as const).map((state) => session({ state })),
    );
    const over = await Promise.all(
      (['settled', 'expired', 'failed'] as const).map((state) => session({ state })),
    );
    const bots = await liveBots(db);
    expect(bots).toEqual(expect.arrayContaining(live.map(({ botId }) => botId)));
    for (const { botId } of over) expect(bots).not.toContain(botId);
    expect(bots).toEqual([...new Set(bots)].sort());
  });

  it('finds the live ones by their index, not by reading what was settled long ago', async () => {
    await sql`insert into session (run_id, workflow_id, session_key, bot_id, conversation_id, state, started_at, last_activity_at)
      select gen_random_uuid(), 'session/' || number, number::text, 'bot-1', number::text, 'settled', ${LONG_AGO}, ${BEFORE}
      from generate_series(1, ${SETTLED_SESSIONS}::integer) number`.execute(db);
    await sql`analyze session`.execute(db);
    const plans: string[] = [];
    const asked = db.withPlugin(explaining(plans));
    await contradicted(asked, { botId: 'bot-1', sweptAt: SWEPT_AT });
    await liveBots(asked);
    await markSeen(asked, [randomUUID()], SWEPT_AT);
    expect(plans).toMatchObject([
      expect.stringContaining('session_live'),
      expect.stringContaining('session_live'),
      expect.stringContaining('session_by_conversation'),
    ]);
  });
});

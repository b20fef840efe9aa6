import { sql } from 'kysely';
import type { HandoffReason, SessionState } from '../domain/virtual-agent-session.js';
import type { Database } from './connection.js';
import {
  bindConversation,
  findByConversation,
  findBySessionKey,
  findCreated,
  type Binding,
} from './session-binding.js';
import { beginSession, type SessionBeginning } from './session-beginning.js';
import { IS_LIVE, listSessions, liveSessions, sessionRates } from './session-lists.js';
import { contradicted, liveBots, markSeen } from './session-sweep.js';
import { giveUpSlots, reserveSlot, slots, type Freed, type SlotRequest } from './session-slots.js';

/** Where a session stands. */
export type SessionStanding = {
  readonly runId: string;
  readonly state: SessionState;
  readonly turns: number;
  readonly reasons: readonly HandoffReason[];
  readonly handoffQueueId: string | null;
  readonly lastActivityAt: string;
  readonly endedAt: string | null;
  readonly resolution: string | null;
  readonly containment: boolean | null;
  readonly nextWakeUpAt: string | null;
};

type Period = { readonly since: Date };

export type SessionStore = ReturnType<typeof createSessionStore>;

/** Sessions, their slots and their conversations. `runId` is the first execution's: it stays over `continueAsNew`. Every write may be repeated. */
export const createSessionStore = (db: Database) => ({
  begin: (beginning: SessionBeginning) => beginSession(db, beginning),

  async update({ runId, state, turns, reasons, ...standing }: SessionStanding): Promise<void> {
    await db
      .updateTable('session')
      .set({
        state,
        turns,
        reasons: [...reasons],
        handoff_queue_id: standing.handoffQueueId,
        last_activity_at: new Date(standing.lastActivityAt),
        ended_at: instant(standing.endedAt),
        resolution: standing.resolution,
        containment: standing.containment,
        next_wake_up_at: instant(standing.nextWakeUpAt),
      })
      .where('run_id', '=', runId)
      .execute();
  },

  reserveSlot: (request: SlotRequest) => reserveSlot(db, request),

  /** Also for one that only waits. */
  releaseSlot: (runId: string): Promise<Freed> =>
    db.transaction().execute((transaction) => giveUpSlots(transaction, [runId])),

  slots: () => slots(db),

  /** For runs that are closed and could not say goodbye: a session of theirs that is live in the books has failed. */
  freeSlots: (runIds: readonly string[]): Promise<Freed> =>
    db.transaction().execute(async (transaction) => {
      const freed = await giveUpSlots(transaction, runIds);
      await transaction
        .updateTable('session')
        .set({ state: 'failed', next_wake_up_at: null })
        .where(sql<boolean>`run_id = any(${runIds}::uuid[])`)
        .where(IS_LIVE)
        .execute();
      return freed;
    }),

  bindConversation: (binding: Binding) => bindConversation(db, binding),
  findByConversation: (conversationId: string) => findByConversation(db, conversationId),
  findBySessionKey: (sessionKey: string) => findBySessionKey(db, sessionKey),
  findCreated: (sessionKey: string) => findCreated(db, sessionKey),

  liveBots: () => liveBots(db),
  markSeen: (conversationIds: readonly string[], sweptAt: string) => markSeen(db, conversationIds, sweptAt),
  contradicted: (listing: { readonly botId: string; readonly sweptAt: string }) => contradicted(db, listing),

  live: () => liveSessions(db),
  list: ({ since }: Period) => listSessions(db, since),
  rates: ({ since }: Period) => sessionRates(db, since),
});

const instant = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));

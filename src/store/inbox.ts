import { sql } from 'kysely';
import type { Database } from './connection.js';
import type { InboxStatus, InboxTopic } from './tables.js';

/** An event as it is kept: allow-listed and normalised. */
export type IncomingEvent = {
  /** The same for every copy of one event. */
  readonly eventId: string;
  readonly topic: InboxTopic;
  readonly body: object;
  readonly conversationId: string | null;
  readonly sessionKey: string | null;
  readonly receivedAt: string;
};

export type PendingEvents = {
  readonly topic: InboxTopic;
  readonly limit: number;
  readonly receivedBefore: string;
};

export type PendingEvent = { readonly eventId: string; readonly body: object };

export type InboxStore = ReturnType<typeof createInboxStore>;

export const createInboxStore = (db: Database) => ({
  /** Durable when it returns. A copy of a known event changes nothing. */
  async receive({ eventId, topic, body, ...event }: IncomingEvent): Promise<'new' | 'known'> {
    const added = await db
      .insertInto('inbox')
      .values({
        event_id: eventId,
        topic,
        conversation_id: event.conversationId,
        session_key: event.sessionKey,
        received_at: new Date(event.receivedAt),
        body: JSON.stringify(body),
      })
      .onConflict((conflict) => conflict.column('event_id').doNothing())
      .returning('event_id')
      .executeTakeFirst();
    return added ? 'new' : 'known';
  },

  /**
   * What still has to be dispatched, in order of arrival. Of conversations only those that a session owns: the others may be many,
   * wait for a session to claim them, and would stand before everything else.
   */
  async pending({ topic, limit, receivedBefore }: PendingEvents): Promise<PendingEvent[]> {
    const owned = sql`(
      exists (select from session where session.conversation_id = inbox.conversation_id)
      or exists (select from session where session.session_key = inbox.session_key)
    )`;
    const { rows } = await sql<PendingEvent>`
      select event_id as "eventId", body from inbox
      where status = 'pending' and topic = ${topic} and received_at < ${new Date(receivedBefore)}
        ${topic === 'conversation' ? sql`and ${owned}` : sql``}
      order by arrival limit ${limit}`.execute(db);
    return rows;
  },

  async markDispatched(eventIds: readonly string[], at: string): Promise<void> {
    await sql`
      update inbox set status = 'dispatched', dispatched_at = ${new Date(at)}
      where event_id = any(${eventIds}::text[]) and status <> 'dispatched'`.execute(db);
  },

  /**
   * Gives up what nobody claimed of the events received before `before`, and answers how many. What is done with is deleted a
   * week later: until then a copy of it is recognised.
   */
  async expire(before: string): Promise<number> {
    const limit = new Date(before);
    await sql`
      delete from inbox where received_at < ${limit}::timestamptz - interval '7 days' and status <> 'pending'`.execute(
      db,
    );
    const { numAffectedRows } = await sql`
      update inbox set status = 'expired' where status = 'pending' and received_at < ${limit}`.execute(db);
    return Number(numAffectedRows ?? 0);
  },

  /** Of the events that are still kept. */
  async counts(): Promise<Record<InboxStatus, number>> {
    const { rows } = await sql<{ status: InboxStatus; number: number }>`
      select status, count(*)::integer as number from inbox group by status`.execute(db);
    const counts = { pending: 0, dispatched: 0, expired: 0 };
    for (const { status, number } of rows) counts[status] = number;
    return counts;
  },
});

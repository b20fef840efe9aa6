import { sql } from 'kysely';
import type { ConversationEvent } from '../domain/conversation-event.js';
import type { SessionState } from '../domain/virtual-agent-session.js';
import type { Database } from './connection.js';

export type Binding = { readonly runId: string; readonly conversationId: string };

/** Whom an event is for. */
export type SessionOwner = {
  readonly runId: string;
  readonly workflowId: string;
  readonly state: SessionState;
};

/**
 * Binds a conversation to its session and answers what was received of it, in order of arrival, which counts as dispatched then.
 * May be repeated. These are two transactions on purpose: who receives an event commits it and then looks for the session, so
 * one of the two always sees the other.
 */
export async function bindConversation(
  db: Database,
  { runId, conversationId }: Binding,
): Promise<ConversationEvent[]> {
  await db
    .updateTable('session')
    .set({ conversation_id: conversationId })
    .where('run_id', '=', runId)
    .execute();
  // A key may be used again, so an event that names another conversation is not this one's, even under the same key.
  const { rows } = await sql<{ body: ConversationEvent }>`
    with heard as (
      select event_id, arrival, body from inbox
      where conversation_id = ${conversationId} and topic = 'conversation' and status <> 'expired'
      union all
      select event_id, arrival, body from inbox
      where conversation_id is null and session_key = (select session_key from session where run_id = ${runId})
        and topic = 'conversation' and status <> 'expired'
    ),
    marked as (
      update inbox set status = 'dispatched', dispatched_at = current_timestamp
      where event_id in (select event_id from heard) and status = 'pending'
    )
    select body from heard order by arrival`.execute(db);
  return rows.map(({ body }) => body);
}

/** The latest session that a conversation is bound to. */
export async function findByConversation(db: Database, conversationId: string): Promise<SessionOwner | null> {
  const { rows } = await sql<SessionOwner>`
    select run_id as "runId", workflow_id as "workflowId", state from session
    where conversation_id = ${conversationId} order by started_at desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** The latest session with a key, whether or not it knows its conversation. */
export async function findBySessionKey(db: Database, sessionKey: string): Promise<SessionOwner | null> {
  const { rows } = await sql<SessionOwner>`
    select run_id as "runId", workflow_id as "workflowId", state from session
    where session_key = ${sessionKey} order by started_at desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/**
 * The conversation that events tell to have been created under a key, the latest told one; never one that belongs to an earlier
 * session with the same key, from before a key was one session's for ever.
 */
export async function findCreated(db: Database, sessionKey: string): Promise<string | null> {
  const { rows } = await sql<{ conversationId: string }>`
    select conversation_id as "conversationId" from inbox
    where session_key = ${sessionKey} and topic = 'conversation' and conversation_id is not null
      and not exists (
        select from session where session.conversation_id = inbox.conversation_id and run_id <> (
          select run_id from session where session_key = ${sessionKey} order by started_at desc limit 1
        )
      )
    order by arrival desc limit 1`.execute(db);
  return rows[0]?.conversationId ?? null;
}

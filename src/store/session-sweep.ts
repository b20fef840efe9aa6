import { sql } from 'kysely';
import type { Database } from './connection.js';

/** A session that a listing of the platform's contradicts. */
export type ContradictedSession = {
  readonly workflowId: string;
  readonly conversationId: string;
  /** What the platform says of the conversation. */
  readonly isActive: boolean;
};

/** Virtual agents that have a conversation which may be going on. */
export async function liveBots(db: Database): Promise<string[]> {
  const { rows } = await sql<{ botId: string }>`
    select distinct bot_id as "botId" from session
    where state in ('active', 'transferred', 'ended') and conversation_id is not null order by 1`.execute(db);
  return rows.map(({ botId }) => botId);
}

/** Notes what a listing of `sweptAt` (ISO) called active. */
export async function markSeen(
  db: Database,
  conversationIds: readonly string[],
  sweptAt: string,
): Promise<void> {
  if (conversationIds.length === 0) return;
  await sql`
    update session set seen_at = ${sweptAt}
    where conversation_id = any(${conversationIds}::text[]) and state in ('active', 'transferred', 'ended')`.execute(
    db,
  );
}

/**
 * Once a listing is complete: the live ones that it did not have, and the ended ones that it had. A conversation younger than
 * the listing is left out: it may have begun between two of its pages. The states stand outside the case as well, so that the
 * index of the live ones serves: most rows are sessions that were settled long ago.
 */
export async function contradicted(
  db: Database,
  { botId, sweptAt }: { readonly botId: string; readonly sweptAt: string },
): Promise<ContradictedSession[]> {
  const { rows } = await sql<ContradictedSession>`
    select workflow_id as "workflowId", conversation_id as "conversationId", state = 'ended' as "isActive"
    from session
    where bot_id = ${botId} and conversation_id is not null and state in ('active', 'transferred', 'ended') and case
      when state = 'ended' then seen_at = ${sweptAt} and coalesce(ended_at, last_activity_at) < ${sweptAt}::timestamptz
      else seen_at is distinct from ${sweptAt} and last_activity_at < ${sweptAt}::timestamptz end`.execute(
    db,
  );
  return rows;
}

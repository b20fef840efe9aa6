import { sql } from 'kysely';
import type { Database } from './connection.js';

export type SessionBeginning = {
  readonly runId: string;
  readonly workflowId: string;
  readonly sessionKey: string;
  readonly botId: string;
  readonly startedAt: string;
};

/** Whose a session key is. */
export type KeyOwner = { readonly runId: string; readonly workflowId: string };

/**
 * Claims the key for ever and notes the session, or, where the key is another run's, only answers whose. May be repeated: the
 * first beginning stays. Of two that claim a key at once the later one waits for the row of the first, and reads it.
 */
export async function beginSession(
  db: Database,
  { runId, workflowId, sessionKey, botId, startedAt }: SessionBeginning,
): Promise<KeyOwner> {
  const { rows } = await sql<KeyOwner>`
    with owner as (
      insert into session_key (key, run_id, workflow_id)
      select ${sessionKey}, run_id, workflow_id from (
        select run_id, workflow_id, started_at from session where session_key = ${sessionKey}
        union all select ${runId}::uuid, ${workflowId}::text, null
      ) as claimant
      order by started_at desc nulls last limit 1
      on conflict (key) do update set key = excluded.key
      returning run_id, workflow_id
    ),
    begun as (
      insert into session (run_id, workflow_id, session_key, bot_id, state, started_at, last_activity_at)
      select run_id, workflow_id, ${sessionKey}, ${botId}, 'creating', ${startedAt}::timestamptz, ${startedAt}::timestamptz
      from owner where run_id = ${runId}
      on conflict (run_id) do nothing
    )
    select run_id as "runId", workflow_id as "workflowId" from owner`.execute(db);
  const owner = rows[0];
  if (!owner) throw new Error('a claim always has an answer');
  return owner;
}

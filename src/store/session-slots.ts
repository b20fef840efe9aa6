import { sql } from 'kysely';
import type { Database } from './connection.js';
import type { SlotStatus } from './tables.js';

export type SlotRequest = {
  readonly runId: string;
  readonly workflowId: string;
  readonly botId: string;
  /** Null: however many there are. */
  readonly maxConcurrent: number | null;
  /** Keeps a place in the queue where there is no room now. */
  readonly wait: boolean;
  readonly at: string;
};

export type SlotAnswer = SlotStatus | 'full';

/** Workflow ids of the waiters that can have a slot now, the oldest first. */
export type Freed = { readonly wake: readonly string[] };

export type Slot = {
  readonly runId: string;
  readonly workflowId: string;
  readonly botId: string;
  readonly status: SlotStatus;
};

/** May be repeated: who holds a slot keeps it, who waits keeps its place. An older waiter goes first, and its slot is spoken for. */
export async function reserveSlot(db: Database, request: SlotRequest): Promise<SlotAnswer> {
  if (request.maxConcurrent === null) return holdWithoutLimit(db, request);
  return db.transaction().execute(async (transaction) => {
    await lockBots(transaction, sql`select ${request.botId}::text`);
    return holdOrQueue(transaction, request);
  });
}

/** Needs no lock: it could as well have come after everything that counts meanwhile. */
async function holdWithoutLimit(
  db: Database,
  { runId, workflowId, botId, at }: SlotRequest,
): Promise<SlotAnswer> {
  await sql`
    insert into session_slot (run_id, workflow_id, bot_id, status, requested_at)
    values (${runId}, ${workflowId}, ${botId}, 'held', ${new Date(at)})
    on conflict (run_id) do update set status = 'held', max_concurrent = null`.execute(db);
  return 'held';
}

/** Only under the lock: what is counted here must not change before it is acted upon. */
async function holdOrQueue(transaction: Database, request: SlotRequest): Promise<SlotAnswer> {
  const { runId, workflowId, botId, maxConcurrent, wait, at } = request;
  const { rows } = await sql<{ status: SlotAnswer }>`
    with own as (select status, place from session_slot where run_id = ${runId}),
    ahead as (
      select count(*) as number from session_slot
      where bot_id = ${botId} and run_id <> ${runId}
        and (status = 'held' or coalesce(place < (select place from own), true))
    ),
    answer as (
      select case
        when exists (select from own where status = 'held') then 'held'
        when number < ${maxConcurrent}::integer then 'held'
        when ${wait}::boolean then 'waiting'
        else 'full'
      end as status from ahead
    ),
    written as (
      insert into session_slot (run_id, workflow_id, bot_id, status, max_concurrent, requested_at)
      select ${runId}, ${workflowId}, ${botId}, status, ${maxConcurrent}::integer, ${new Date(at)} from answer
      where status <> 'full'
      on conflict (run_id) do update set status = excluded.status, max_concurrent = excluded.max_concurrent
    )
    select status from answer`.execute(transaction);
  const answer = rows[0];
  if (!answer) throw new Error('a count always has a row');
  return answer.status;
}

/** Gives back slots and places. May be repeated, and then names again who has not come yet. */
export async function giveUpSlots(transaction: Database, runIds: readonly string[]): Promise<Freed> {
  // A slot that is given back already has no row any more that could name its bot.
  const bots = await lockBots(
    transaction,
    sql`
      select bot_id from session_slot where run_id = any(${runIds}::uuid[])
      union select bot_id from session where run_id = any(${runIds}::uuid[])`,
  );
  const { rows } = await sql<{ workflowId: string }>`
    with freed as (delete from session_slot where run_id = any(${runIds}::uuid[])),
    left_over as (
      select * from session_slot where bot_id = any(${bots}::text[]) and run_id <> all(${runIds}::uuid[])
    ),
    held as (select bot_id, count(*) as number from left_over where status = 'held' group by bot_id),
    waiting as (
      select bot_id, workflow_id, place, max_concurrent,
        row_number() over (partition by bot_id order by place) - 1 as ahead
      from left_over where status = 'waiting'
    )
    select workflow_id as "workflowId" from waiting left join held using (bot_id)
    where coalesce(number, 0) + ahead < max_concurrent
    order by place`.execute(transaction);
  return { wake: rows.map(({ workflowId }) => workflowId) };
}

export async function slots(db: Database): Promise<Slot[]> {
  const { rows } = await sql<Slot>`
    select run_id as "runId", workflow_id as "workflowId", bot_id as "botId", status
    from session_slot order by bot_id, status, place`.execute(db);
  return rows;
}

/**
 * Locks the rows of virtual agents until the transaction ends, always in the order of their ids, and answers these. A statement
 * sees what was committed before it began, so counting has to be another one.
 */
async function lockBots(transaction: Database, botIds: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into bot (id) select bot_id from (${botIds}) as wanted (bot_id) order by bot_id collate "C"
    on conflict (id) do update set id = excluded.id
    returning id`.execute(transaction);
  return rows.map(({ id }) => id);
}

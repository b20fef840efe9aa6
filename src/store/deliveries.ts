import { sql } from 'kysely';
import type { SinkName } from '../domain/names.js';
import type { Database } from './connection.js';
import { findDelivery, listFailed, type FailedRange } from './failed-deliveries.js';

/** An effect that a run wants. `digest` stands for what the body says; a timestamp in it does not count. */
export type WantedDelivery = {
  readonly subject: string;
  readonly digest: string;
  readonly body: string;
  /** Where one run says several things of a subject: which of them this is. Said again, it is known by it. */
  readonly ordinal?: number;
};

export type PendingDelivery = { readonly key: string; readonly body: string };

export type AttemptRange = { readonly after: string; readonly limit: number; readonly at: Date };

export type StartedAttempts = {
  readonly deliveries: readonly PendingDelivery[];
  readonly last: string | null;
};

export type AttemptOutcome = {
  readonly key: string;
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly receipt: string;
};

export type DeliveryCounts = {
  readonly wanted: number;
  /** Of how many things something was to be said. */
  readonly subjects: number;
  readonly delivered: number;
  readonly failed: number;
  readonly pending: number;
};

export type DeliveryStore = ReturnType<typeof createDeliveryStore>;

export const createDeliveryStore = (db: Database) => ({
  /**
   * Puts into the outbox what the sink has not been told yet, and notes for the run what it waits for. A subject whose last
   * delivery says the same is left alone when it has arrived, joined when it is still pending, and tried anew, under a new
   * key, when it had failed in another run. May be repeated: the second time finds its own rows; where a run says A, B and then
   * repeats both, by their ordinals.
   */
  async enqueue(runId: string, sink: SinkName, wanted: readonly WantedDelivery[]): Promise<void> {
    await sql`
      with wanted as (
        select * from unnest(
          ${wanted.map(({ subject }) => subject)}::text[], ${wanted.map(({ digest }) => digest)}::text[],
          ${wanted.map(({ body }) => body)}::text[], ${wanted.map(({ ordinal }) => ordinal ?? null)}::integer[]
        ) as item (subject, digest, body, ordinal)
      ),
      latest as (
        select distinct on (subject) subject, generation, digest, status, key, exists (
          select from run_delivery where run_id = ${runId} and delivery_key = key
        ) as ours
        from delivery where sink = ${sink} and subject in (select subject from wanted)
        order by subject, generation desc, key
      ),
      added as (
        insert into delivery (key, sink, subject, generation, digest, body)
        select concat_ws('/', ${sink}::text, wanted.subject, coalesce(generation, 0) + 1, wanted.digest), ${sink},
          wanted.subject, coalesce(generation, 0) + 1, wanted.digest, wanted.body
        from wanted left join latest using (subject)
        where (latest.digest is distinct from wanted.digest or (latest.status = 'failed' and not latest.ours))
          and not exists (
            select from run_delivery join delivery as said on said.key = delivery_key
            where run_id = ${runId} and said.subject = wanted.subject and run_delivery.ordinal >= wanted.ordinal
          )
        on conflict (key) do nothing
        returning key, subject
      ),
      joined as (
        select key, subject from latest join wanted using (subject, digest) where latest.status = 'pending'
      )
      insert into run_delivery (run_id, delivery_key, ordinal)
      select ${runId}, key, ordinal
      from (select key, subject from added union select key, subject from joined) as mine join wanted using (subject)
      on conflict do nothing`.execute(db);
  },

  /**
   * Walks over what a run waits for, by key: the pending ones among the next `limit` after `after`, counted as attempted before
   * anything is sent, and where to go on. `last` is null at the end. What is said of one subject comes in the order in which it was
   * said: as text, the key of the tenth would stand before that of the second.
   */
  async startAttempts(runId: string, { after, limit, at }: AttemptRange): Promise<StartedAttempts> {
    const { rows } = await sql<{ key: string; body: string | null; last: string }>`
      with next as (
        select delivery_key, max(delivery_key) over () as last from (
          select delivery_key from run_delivery where run_id = ${runId} and delivery_key > ${after}
          order by delivery_key limit ${limit}
        ) as walked
      ),
      tried as (
        update delivery set attempts = attempts + 1, attempted_at = ${at}
        where key in (select delivery_key from next) and status = 'pending'
        returning key, body, subject, generation
      )
      select delivery_key as key, body, last from next left join tried on key = delivery_key
      order by subject, generation, delivery_key`.execute(db);
    return {
      deliveries: rows.flatMap(({ key, body }) => (body === null ? [] : [{ key, body }])),
      last: rows[0]?.last ?? null,
    };
  },

  async recordAttempts(outcomes: readonly AttemptOutcome[]): Promise<void> {
    await sql`
      update delivery set status = outcome.status, receipt = outcome.receipt
      from unnest(
        ${outcomes.map(({ key }) => key)}::text[], ${outcomes.map(({ status }) => status)}::text[],
        ${outcomes.map(({ receipt }) => receipt)}::text[]
      ) as outcome (key, status, receipt)
      where delivery.key = outcome.key and delivery.status = 'pending'`.execute(db);
  },

  /** Gives up what is still pending for a run; a later run may try it again. */
  async failPending(runId: string): Promise<void> {
    await sql`
      update delivery set status = 'failed', receipt = concat('given up: ', coalesce(receipt, 'never tried'))
      where status = 'pending' and key in (select delivery_key from run_delivery where run_id = ${runId})`.execute(
      db,
    );
  },

  async counts(runId: string): Promise<DeliveryCounts> {
    const { rows } = await sql<DeliveryCounts>`
      select count(*)::integer as wanted, count(distinct subject)::integer as subjects,
        count(*) filter (where status = 'delivered')::integer as delivered,
        count(*) filter (where status = 'failed')::integer as failed,
        count(*) filter (where status = 'pending')::integer as pending
      from run_delivery join delivery on key = delivery_key where run_id = ${runId}`.execute(db);
    return rows[0] ?? { wanted: 0, subjects: 0, delivered: 0, failed: 0, pending: 0 };
  },

  find: (key: string) => findDelivery(db, key),
  failedAfter: (range: FailedRange) => listFailed(db, range),
});

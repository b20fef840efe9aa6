import { sql } from 'kysely';
import type { SinkName } from '../domain/names.js';
import type { Database } from './connection.js';
import type { AttemptOutcome, AttemptRange, StartedAttempts } from './deliveries.js';
import { SKIP_REASON, type ListedDelivery } from './failed-deliveries.js';

/** Which failed deliveries a run sends again: one, or all of the sink. */
export type RedeliveryQueue = {
  readonly runId: string;
  readonly sink: SinkName;
  readonly key: string | null;
};

export type RedeliveryCounts = {
  readonly delivered: number;
  readonly failed: number;
  /** Not come to yet, or not taken yet. */
  readonly pending: number;
  readonly superseded: number;
  readonly purged: number;
};

/** A delivery that a redelivery has brought to an end. */
export type FinishedRedelivery = {
  readonly key: string;
  readonly sink: SinkName;
  readonly outcome: 'delivered' | 'failed';
  readonly attemptedAt: Date;
  readonly receipt: string | null;
};

export type RedeliveryStore = ReturnType<typeof createRedeliveryStore>;

/**
 * Failed deliveries that are sent again, under the keys that they have. They stay failed until they have arrived, so that a run that
 * wanted one never counts less than it has, and what a terminated redelivery leaves behind is as it was.
 */
export const createRedeliveryStore = (db: Database) => ({
  /** Notes what has failed up to now. May be repeated: each is noted once. */
  async queue({ runId, sink, key }: RedeliveryQueue): Promise<void> {
    await sql`
      insert into redelivery (run_id, delivery_key, status)
      select ${runId}, key, coalesce(${SKIP_REASON}, 'pending') from delivery
      where sink = ${sink} and status = 'failed' and (${key}::text is null or key = ${key})
      on conflict do nothing`.execute(db);
  },

  /** As the outbox does for a run: the pending ones among the next, counted as attempted before anything is sent. */
  async startAttempts(runId: string, { after, limit, at }: AttemptRange): Promise<StartedAttempts> {
    const { rows } = await sql<{ key: string; body: string | null }>`
      with next as (
        select delivery_key, status from redelivery where run_id = ${runId} and delivery_key > ${after}
        order by delivery_key limit ${limit}
      ),
      tried as (
        update delivery set attempts = attempts + 1, attempted_at = ${at}
        where key in (select delivery_key from next where status = 'pending') and status = 'failed'
          and ${SKIP_REASON} is null
        returning key, body
      )
      select delivery_key as key, body from next left join tried on key = delivery_key order by delivery_key`.execute(
      db,
    );
    return {
      deliveries: rows.flatMap(({ key, body }) => (body === null ? [] : [{ key, body }])),
      last: rows.at(-1)?.key ?? null,
    };
  },

  /** Asked right before a delivery is sent: since its batch was begun something newer may have been said, or it may have been purged. */
  async skipReason(key: string): Promise<ListedDelivery['skippedBecause']> {
    const { rows } = await sql<{ reason: ListedDelivery['skippedBecause'] }>`
      select ${SKIP_REASON} as reason from delivery where key = ${key}`.execute(db);
    return rows[0]?.reason ?? null;
  },

  /** A receipt is never taken back. */
  async recordAttempts(runId: string, outcomes: readonly AttemptOutcome[]): Promise<void> {
    await sql`
      with outcome as (
        select * from unnest(
          ${outcomes.map(({ key }) => key)}::text[], ${outcomes.map(({ status }) => status)}::text[],
          ${outcomes.map(({ receipt }) => receipt)}::text[]
        ) as one (key, status, receipt)
      ),
      noted as (
        update redelivery set status = outcome.status from outcome
        where run_id = ${runId} and delivery_key = outcome.key and redelivery.status = 'pending'
      )
      update delivery set receipt = outcome.receipt,
        status = case outcome.status when 'delivered' then 'delivered' else 'failed' end
      from outcome where delivery.key = outcome.key and delivery.status = 'failed'`.execute(db);
  },

  /** What became of a delivery since it was queued without this run shows here as well. */
  async counts(runId: string): Promise<RedeliveryCounts> {
    const { rows } = await sql<{ status: keyof RedeliveryCounts; number: number }>`
      select case
          when redelivery.status <> 'pending' then redelivery.status
          when delivery.status = 'delivered' then 'delivered'
          else coalesce(${SKIP_REASON}, 'pending')
        end as status, count(*)::integer as number
      from redelivery join delivery on key = delivery_key where run_id = ${runId} group by 1`.execute(db);
    const none: RedeliveryCounts = { delivered: 0, failed: 0, pending: 0, superseded: 0, purged: 0 };
    return Object.assign(none, Object.fromEntries(rows.map(({ status, number }) => [status, number])));
  },

  /** Those of a run that have arrived or were refused again, by key. */
  async finishedAfter(runId: string, after: string, limit: number): Promise<FinishedRedelivery[]> {
    const { rows } = await sql<FinishedRedelivery>`
      select key, sink, redelivery.status as outcome, attempted_at as "attemptedAt", receipt
      from redelivery join delivery on key = delivery_key
      where run_id = ${runId} and delivery_key > ${after} and redelivery.status in ('delivered', 'failed')
      order by delivery_key limit ${limit}`.execute(db);
    return rows;
  },
});

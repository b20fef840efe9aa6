import { sql } from 'kysely';
import type { SinkName } from '../domain/names.js';
import type { Database } from './connection.js';
import type { DeliveryStatus } from './tables.js';

/** A delivery without its body. */
export type ListedDelivery = {
  readonly key: string;
  readonly sink: SinkName;
  readonly subject: string;
  readonly attempts: number;
  /** The latest attempt; null when it was given up before the first. */
  readonly attemptedAt: Date | null;
  /** What the other side said last, or why it was given up. */
  readonly reason: string | null;
  readonly status: DeliveryStatus;
  /** Why it is not sent again; null when it may be. */
  readonly skippedBecause: 'superseded' | 'purged' | null;
};

export type FailedRange = {
  /** The delivery after which to go on; null at first. */
  readonly after: Pick<ListedDelivery, 'key' | 'attemptedAt'> | null;
  readonly limit: number;
};

/**
 * Why a delivery is not sent again. Of a subject only what was said last may be: an older body would overwrite a newer one. Null when
 * nothing speaks against it.
 */
export const SKIP_REASON = sql<ListedDelivery['skippedBecause']>`case
  when delivery.body is null then 'purged'
  when exists (
    select from delivery as other
    where other.sink = delivery.sink and other.subject = delivery.subject and (
      other.generation > delivery.generation or (other.generation = delivery.generation and other.key < delivery.key)
    )
  ) then 'superseded'
end`;

const COLUMNS = sql`key, sink, subject, attempts, attempted_at as "attemptedAt", receipt as reason, status,
  ${SKIP_REASON} as "skippedBecause"`;

/** What was never tried comes last. */
const LAST_TRIED = sql`coalesce(attempted_at, '-infinity'::timestamptz)`;

/** Failed deliveries of all sinks, the latest attempt first: constant memory for any number. */
export async function listFailed(db: Database, { after, limit }: FailedRange): Promise<ListedDelivery[]> {
  const { rows } = await sql<ListedDelivery>`
    select ${COLUMNS} from delivery
    where status = 'failed' and (
      ${after?.key ?? null}::text is null
      or (${LAST_TRIED}, key) < (coalesce(${after?.attemptedAt ?? null}::timestamptz, '-infinity'), ${after?.key ?? null}::text collate "C")
    )
    order by ${LAST_TRIED} desc, key desc limit ${limit}`.execute(db);
  return rows;
}

export async function findDelivery(db: Database, key: string): Promise<ListedDelivery | null> {
  const { rows } = await sql<ListedDelivery>`select ${COLUMNS} from delivery where key = ${key}`.execute(db);
  return rows[0] ?? null;
}

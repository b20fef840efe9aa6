import { sql } from 'kysely';
import { EMPTY_HEAD, type AuditEntry, type AuditHead } from '../domain/audit-entry.js';
import { canonicalJson } from '../domain/fingerprint.js';
import type { Secret } from '../domain/secret.js';
import { chainEntries, type ChainedEntry } from './audit-chain.js';
import { verifyChain, type AuditVerdict } from './audit-verification.js';
import type { Database } from './connection.js';

/** An entry and what it records: a source is recorded once, however often it is offered. */
export type SourcedEntry = { readonly source: string; readonly entry: AuditEntry };

/** A finished delivery of a run. */
export type FinishedDelivery = {
  readonly key: string;
  readonly subject: string;
  readonly outcome: 'delivered' | 'failed';
  readonly attemptedAt: Date;
  readonly score: number;
  readonly polarity: string;
};

export type AuditStore = ReturnType<typeof createAuditStore>;

export const createAuditStore = (db: Database, key: Secret) => ({
  /** In a transaction of its own; see `appendEntries`. */
  append: (entries: readonly SourcedEntry[]): Promise<AuditHead> =>
    db.transaction().execute((transaction) => appendEntries(transaction, key, entries)),

  async head(): Promise<AuditHead> {
    const row = await db.selectFrom('audit_head').select(['count', 'hash']).executeTakeFirst();
    return row ? { count: Number(row.count), hash: row.hash } : EMPTY_HEAD;
  },

  /** Entries by position, in batches: constant memory for any length of chain. The next batch is under way while one is read. */
  async *entries(batchSize = 5000): AsyncGenerator<ChainedEntry[]> {
    let next = entriesAfter(db, 0, batchSize);
    for (;;) {
      const batch = await next;
      const last = batch.at(-1);
      if (!last) return;
      next = entriesAfter(db, last.seq, batchSize);
      // Whoever stops listening early leaves it to fail unheard.
      next.catch(() => undefined);
      yield batch;
    }
  },

  /** Verifies the whole chain against the store's own head and any that was carried outside. */
  async verify(claimed: readonly AuditHead[]): Promise<AuditVerdict> {
    return verifyChain(key, { entries: this.entries(), readHead: () => this.head() }, claimed);
  },

  /** Finished coaching deliveries of a run after `after`, by key, each with the score that it was about. */
  async finishedDeliveries(runId: string, after: string, limit: number): Promise<FinishedDelivery[]> {
    const { rows } = await sql<FinishedDelivery>`
      with next as (
        select delivery_key from run_delivery where run_id = ${runId} and delivery_key > ${after}
        order by delivery_key limit ${limit}
      )
      select delivery.key, delivery.subject, delivery.status as outcome, delivery.attempted_at as "attemptedAt",
        sentiment.score, sentiment.polarity
      from next join delivery on delivery.key = next.delivery_key
      join conversation_sentiment as sentiment
        on sentiment.run_id = ${runId} and sentiment.conversation_id = delivery.subject::uuid
      where delivery.status <> 'pending'
      order by delivery.key`.execute(db);
    return rows;
  },
});

/** Appends what is not recorded yet and locks the head until the transaction ends: writers come one after another. */
export async function appendEntries(
  transaction: Database,
  key: Secret,
  entries: readonly SourcedEntry[],
): Promise<AuditHead> {
  const head = await lockedHead(transaction);
  const fresh = await unrecorded(transaction, entries);
  if (fresh.length === 0) return head;
  const chained = chainEntries(
    key,
    head,
    fresh.map(({ entry }) => canonicalJson(entry)),
  );
  await sql`
    insert into audit_entry (seq, source, body, previous, hash) select * from unnest(
      ${chained.map(({ seq }) => seq)}::bigint[], ${fresh.map(({ source }) => source)}::text[],
      ${chained.map(({ body }) => body)}::text[], ${chained.map(({ previous }) => previous)}::text[],
      ${chained.map(({ hash }) => hash)}::text[])`.execute(transaction);
  const last = chained.at(-1);
  const next = last ? { count: last.seq, hash: last.hash } : head;
  await transaction.updateTable('audit_head').set(next).where('id', '=', 1).execute();
  return next;
}

async function entriesAfter(db: Database, after: number, limit: number): Promise<ChainedEntry[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .select(['seq', 'body', 'previous', 'hash'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  // PostgreSQL's bigint arrives as text.
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

async function lockedHead(transaction: Database): Promise<AuditHead> {
  const row = await transaction
    .selectFrom('audit_head')
    .select(['count', 'hash'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), hash: row.hash };
}

async function unrecorded(transaction: Database, entries: readonly SourcedEntry[]): Promise<SourcedEntry[]> {
  const { rows } = await sql<{ source: string }>`
    select source from audit_entry where source = any(${entries.map(({ source }) => source)}::text[])`.execute(
    transaction,
  );
  const recorded = new Set(rows.map(({ source }) => source));
  return entries.filter(({ source }) => !recorded.has(source));
}

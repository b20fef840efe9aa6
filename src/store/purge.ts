import { sql } from 'kysely';
import type { AuditHead } from '../domain/audit-entry.js';
import { purgeEntry, type PurgeCounts, type PurgeScope } from '../domain/purge.js';
import type { Secret } from '../domain/secret.js';
import { appendEntries } from './audit.js';
import type { Database } from './connection.js';

export type Purge = {
  readonly scope: PurgeScope;
  /** What the audit knows this erasure by. */
  readonly source: string;
  readonly at: string;
};

export type Purged = PurgeCounts & { readonly auditHead: AuditHead };

export type PurgeStore = ReturnType<typeof createPurgeStore>;

/** Erases what customers said and what could lead to them. Rows, verdicts and counts stay: they are the evidence. */
export const createPurgeStore = (db: Database, auditKey: Secret) => ({
  /** How much `erase` would find now. */
  async count(scope: PurgeScope): Promise<PurgeCounts> {
    const { rows } = await sql<PurgeCounts>`
      select
        (select count(*)::integer from insight where ${hasText(scope)}) as texts,
        (select count(*)::integer from insight_conversation where ${hasLabels(scope)}) as labels,
        (select count(*)::integer from delivery where ${hasBody(scope)}) as bodies,
        (select count(*)::integer from delivery where ${hasBody(scope)} and status = 'pending') as "deliveriesStopped"`.execute(
      db,
    );
    const counts = rows[0];
    if (!counts) throw new Error('an aggregate always has a row');
    return counts;
  },

  /** Everything in the scope and the audit's entry, all or nothing. May be repeated: the second time finds nothing. */
  erase: ({ scope, source, at }: Purge): Promise<Purged> =>
    db.transaction().execute(async (transaction) => {
      const counts = await eraseIn(transaction, scope);
      const entry = purgeEntry(scope, counts, at);
      return { ...counts, auditHead: await appendEntries(transaction, auditKey, [{ source, entry }]) };
    }),

  /** Workflow ids of insights runs in the scope that may be under way, and may store more. One that was terminated is among them. */
  async runsUnderWay(scope: PurgeScope): Promise<string[]> {
    const { rows } = await sql<{ workflowId: string }>`
      select workflow_id as "workflowId" from process_run
      where process = 'insights' and status = 'running'
        and exists (
          select from insight_conversation
          where insight_conversation.run_id = process_run.run_id and ${isIn(scope)}
        )
      order by started_at, workflow_id`.execute(db);
    return rows.map(({ workflowId }) => workflowId);
  },
});

async function eraseIn(transaction: Database, scope: PurgeScope): Promise<PurgeCounts> {
  const texts = await sql`update insight set text = null where ${hasText(scope)}`.execute(transaction);
  const labels = await sql`
    update insight_conversation set external_tag = null, external_contact_id = null where ${hasLabels(scope)}`.execute(
    transaction,
  );
  // One that is on its way at this moment may arrive all the same: its receipt does not pretend to know.
  const stopped = await sql`
    update delivery set body = null, status = 'failed', receipt = concat_ws(
      ': ', 'purged', coalesce(receipt, case when attempts > 0 then 'outcome unknown' end)
    )
    where ${hasBody(scope)} and status = 'pending'`.execute(transaction);
  const finished = await sql`update delivery set body = null where ${hasBody(scope)}`.execute(transaction);
  const deliveriesStopped = affected(stopped);
  return {
    texts: affected(texts),
    labels: affected(labels),
    bodies: deliveriesStopped + affected(finished),
    deliveriesStopped,
  };
}

const affected = ({ numAffectedRows }: { readonly numAffectedRows?: bigint }): number =>
  Number(numAffectedRows ?? 0);

const hasText = (scope: PurgeScope) => sql`text is not null and ${isIn(scope)}`;

const hasLabels = (scope: PurgeScope) =>
  sql`(external_tag is not null or external_contact_id is not null) and ${isIn(scope)}`;

/** Of rows by run and conversation. A conversation is looked for by its runs as well, because the keys begin with them. */
const isIn = ({ before, conversationId }: PurgeScope) =>
  before === null
    ? sql`conversation_id = ${conversationId}::uuid and run_id in (
        select run_id from insight_conversation where conversation_id = ${conversationId}::uuid
      )`
    : sql`run_id in (select run_id from process_run where started_at < ${before}::timestamptz)`;

/** Every body with texts has a subject that begins so; all others hold ids, states and scores. */
const INSIGHTS = 'agent_assist_insights_sync/';

const hasBody = ({ before, conversationId }: PurgeScope) =>
  before === null
    ? sql`body is not null and sink = 'crm' and starts_with(subject, ${`${INSIGHTS}${conversationId}/`})`
    : sql`body is not null and sink = 'crm' and starts_with(subject, ${INSIGHTS}) and key in (
        select delivery_key from run_delivery join process_run using (run_id) where started_at < ${before}::timestamptz
      )`;

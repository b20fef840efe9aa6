import { sql } from 'kysely';
import type { GroupCorrelation } from '../domain/csat-correlation.js';
import type { Database } from './connection.js';
import {
  findCsatPage,
  saveSpeechPage,
  saveSurveyPage,
  type CsatLedgerPage,
  type CsatPageKey,
  type ReceivedSpeechPage,
  type ReceivedSurveyPage,
} from './csat-page.js';
import { walkSurveyed, type SurveyedRun } from './walk-surveyed.js';

export type GroupKind = 'agent' | 'topic';

/** `figures` are what the correlation gave, as JSON. */
export type CsatRound = {
  readonly runId: string;
  readonly round: number;
  readonly readAt: string;
  readonly figures: object;
};

export type StoredRound = { readonly round: number; readonly readAt: Date; readonly figures: unknown };

export type CsatStore = ReturnType<typeof createCsatStore>;

export const createCsatStore = (db: Database) => ({
  /** May be repeated: what the ledger says of a page stands, and its rows say the same again. */
  async saveSpeechPage(page: ReceivedSpeechPage): Promise<CsatLedgerPage> {
    await saveSpeechPage(db, page);
    return ledgerOf(db, page);
  },

  /** May be repeated, as `saveSpeechPage`. */
  async saveSurveyPage(page: ReceivedSurveyPage): Promise<CsatLedgerPage> {
    await saveSurveyPage(db, page);
    return ledgerOf(db, page);
  },

  findPage: (key: CsatPageKey) => findCsatPage(db, key),

  conversations: (run: SurveyedRun, limit?: number) => walkSurveyed(db, run, limit),

  async pageTotals(runId: string): Promise<{ pages: number; requests: number }> {
    const { rows } = await sql<{ pages: number; requests: number }>`
      select count(*)::integer as pages, coalesce(sum(requests), 0)::integer as requests
      from csat_page where run_id = ${runId}`.execute(db);
    return rows[0] ?? { pages: 0, requests: 0 };
  },

  /** May be repeated: a round is recorded once. */
  async recordRound({ runId, round, readAt, figures }: CsatRound): Promise<void> {
    await sql`
      insert into csat_round (run_id, round, read_at, figures)
      values (${runId}, ${round}, ${readAt}, ${JSON.stringify(figures)}::jsonb)
      on conflict (run_id, round) do update set figures = excluded.figures, read_at = excluded.read_at`.execute(
      db,
    );
  },

  async rounds(runId: string): Promise<StoredRound[]> {
    const { rows } = await sql<StoredRound>`
      select round, read_at as "readAt", figures from csat_round where run_id = ${runId} order by round`.execute(
      db,
    );
    return rows;
  },

  /** Takes the place of the groups that an earlier round gave. */
  async replaceGroups(runId: string, kind: GroupKind, groups: readonly GroupCorrelation[]): Promise<void> {
    await db.transaction().execute(async (transaction) => {
      await sql`delete from csat_group where run_id = ${runId} and kind = ${kind}`.execute(transaction);
      await sql`
        insert into csat_group (run_id, kind, name, place, figures)
        select ${runId}, ${kind}, name, place, figures::jsonb
        from unnest(
          ${groups.map(({ group }) => group)}::text[], ${groups.map((one) => JSON.stringify(one))}::text[]
        ) with ordinality as one (name, figures, place)`.execute(transaction);
    });
  },

  /** The largest first. */
  async groups(runId: string, kind: GroupKind, limit: number): Promise<GroupCorrelation[]> {
    const { rows } = await sql<{ figures: GroupCorrelation }>`
      select figures from csat_group where run_id = ${runId} and kind = ${kind} order by place limit ${limit}`.execute(
      db,
    );
    return rows.map(({ figures }) => figures);
  },

  /** Runs under way that have counted a conversation; none for an id of another kind, which a webhook may have. */
  async runsWith(conversationId: string): Promise<{ workflowId: string }[]> {
    if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(conversationId)) return [];
    const { rows } = await sql<{ workflowId: string }>`
      select distinct workflow_id as "workflowId" from process_run
      where process = 'csat' and status = 'running' and run_id in (
        select run_id from speech_row where conversation_id = ${conversationId}
      )`.execute(db);
    return rows;
  },
});

async function ledgerOf(db: Database, key: CsatPageKey): Promise<CsatLedgerPage> {
  const ledger = await findCsatPage(db, key);
  if (!ledger) throw new Error('a page that was saved is in the ledger');
  return ledger;
}

import { sql } from 'kysely';
import type { Judgement } from '../domain/governance.js';
import type { Database } from './connection.js';

export type InsightPageKey = {
  readonly runId: string;
  readonly conversationId: string;
  readonly page: number;
};

/** An insight as it is kept: `text` is null unless it may be passed on, and is masked already where it had to be. */
export type JudgedInsight = {
  readonly key: string;
  readonly insightType: string;
  readonly confidence: number | null;
  readonly createdDate: string | null;
  readonly redacted: boolean;
  readonly verdict: Judgement['verdict'];
  readonly reasons: readonly string[];
  readonly text: string | null;
};

export type ReceivedInsightPage = InsightPageKey & {
  readonly insights: readonly JudgedInsight[];
  /** How many the page had beyond those that the run wants of the conversation. */
  readonly beyondMax: number;
  readonly malformed: number;
  readonly foreign: number;
  readonly cursor: string | null;
  readonly reported: number | null;
  readonly requests: number;
  /** Of the request that brought the page, without any waiting. */
  readonly latencyMs: number;
};

export type InsightLedgerPage = {
  /** Insights that this page brought and no earlier one of the conversation. */
  readonly added: number;
  readonly beyondMax: number;
  readonly cursor: string | null;
  /** The cursor already led to an earlier page: following it would never end. */
  readonly repeatsCursor: boolean;
};

/** Stores a page and its line in the ledger, both or neither; nothing when the ledger has the page. */
export async function saveInsightPage(db: Database, page: ReceivedInsightPage): Promise<void> {
  const { runId, conversationId, insights } = page;
  const fetched = insights.length + page.malformed + page.foreign;
  const column = <T>(of: (insight: JudgedInsight) => T): T[] => insights.map(of);
  await sql`
    with ledger as (
      insert into insight_page (
        run_id, conversation_id, page, fetched, beyond_max, malformed, foreign_entities, reported, next_cursor, requests, latency_ms
      ) values (
        ${runId}, ${conversationId}, ${page.page}, ${fetched}, ${page.beyondMax}, ${page.malformed}, ${page.foreign}, ${page.reported},
        ${page.cursor}, ${page.requests}, ${page.latencyMs}
      )
      on conflict do nothing returning 1
    )
    insert into insight (
      run_id, conversation_id, key, page, place, insight_type, confidence, created_date, redacted, verdict, reasons, text
    )
    select ${runId}, ${conversationId}, key, ${page.page}, place, insight_type, confidence, created_date, redacted, verdict,
      string_to_array(reasons, ','), text
    from ledger, unnest(
      ${column(({ key }) => key)}::text[], ${column(({ insightType }) => insightType)}::text[],
      ${column(({ confidence }) => confidence)}::double precision[],
      ${column(({ createdDate }) => createdDate)}::timestamptz[], ${column(({ redacted }) => redacted)}::boolean[],
      ${column(({ verdict }) => verdict)}::text[], ${column(({ reasons }) => reasons.join(','))}::text[],
      ${column(({ text }) => text)}::text[]
    ) with ordinality as one (key, insight_type, confidence, created_date, redacted, verdict, reasons, text, place)
    on conflict do nothing`.execute(db);
}

/** What the ledger knows of a page; null when it was not read yet. */
export async function findInsightPage(
  db: Database,
  { runId, conversationId, page }: InsightPageKey,
): Promise<InsightLedgerPage | null> {
  const { rows } = await sql<InsightLedgerPage>`
    select next_cursor as cursor, beyond_max as "beyondMax", exists (
      select from insight_page as earlier
      where earlier.run_id = this.run_id and earlier.conversation_id = this.conversation_id
        and earlier.page < this.page and earlier.next_cursor = this.next_cursor
    ) as "repeatsCursor", (
      select count(*)::integer from insight
      where insight.run_id = this.run_id and insight.conversation_id = this.conversation_id and insight.page = this.page
    ) as added
    from insight_page as this
    where run_id = ${runId} and conversation_id = ${conversationId} and page = ${page}`.execute(db);
  return rows[0] ?? null;
}

import { sql, type RawBuilder } from 'kysely';
import { DatabaseError } from 'pg';
import type { ConversationFacts } from '../domain/conversation-facts.js';
import type { SpeechRow, SurveyRow } from '../domain/speech.js';
import type { Database } from './connection.js';
import { insertFacts } from './conversation-facts.js';
import { plainArray } from './plain-array.js';

const UNIQUE_VIOLATION = '23505';

/** One page of one list. `source` is `surveys`, or `speech` with the topic that was asked for, where one was. */
export type CsatPageKey = {
  readonly runId: string;
  readonly source: CsatSource;
  readonly slice: number;
  readonly pass: number;
  readonly page: number;
};

export type CsatSource = { readonly kind: 'speech' | 'surveys'; readonly topic: string | null };

type Received<Row> = CsatPageKey & {
  readonly rows: readonly Row[];
  readonly malformed: number;
  /** What is reported and is no row. */
  readonly others?: number;
  readonly cursor: string | null;
  readonly reported: number | null;
  readonly requests: number;
};

export type ReceivedSpeechPage = Received<SpeechRow>;
export type ReceivedSurveyPage = Received<SurveyRow> & {
  /** Who took part in its conversations, and what else is known of them. */
  readonly parts?: readonly SpeechRow[];
  readonly facts?: readonly ConversationFacts[];
};

export type CsatLedgerPage = {
  readonly received: number;
  readonly malformed: number;
  /** Absent in what was recorded before there were any. */
  readonly others?: number;
  /** Rows that no earlier page had brought, and those that say something else than before. */
  readonly added: number;
  readonly changed: number;
  readonly cursor: string | null;
  readonly reported: number | null;
};

/** Stores a page of speech and its line in the ledger, both or neither. What was known is brought up to date. */
export async function saveSpeechPage(db: Database, page: ReceivedSpeechPage): Promise<void> {
  await write(db, page, {
    insert: insertSpeech(page, page.rows),
    orUpdate: sql`
      on conflict (run_id, conversation_id, key, topic) do update
      set agent_id = excluded.agent_id, analytics_count = excluded.analytics_count, analytics_sum = excluded.analytics_sum,
        sentiment_count = excluded.sentiment_count, sentiment_avg = excluded.sentiment_avg, time = excluded.time
      where (known.agent_id, known.analytics_count, known.analytics_sum, known.sentiment_count, known.sentiment_avg, known.time)
        is distinct from (excluded.agent_id, excluded.analytics_count, excluded.analytics_sum, excluded.sentiment_count,
          excluded.sentiment_avg, excluded.time)`,
  });
}

function insertSpeech(
  { runId, source }: Pick<CsatPageKey, 'runId' | 'source'>,
  received: readonly SpeechRow[],
): RawBuilder<unknown> {
  const rows = lastOfEach(received, ({ conversationId, key }) => `${conversationId} ${key}`);
  const column = <T>(of: (row: SpeechRow) => T): T[] => rows.map(of);
  const plain = (of: (row: SpeechRow) => string | number | null): string => plainArray(rows.map(of));
  return sql`
    insert into speech_row as known (
      run_id, conversation_id, key, topic, agent_id, analytics_count, analytics_sum, sentiment_count, sentiment_avg, time
    )
    select ${runId}, conversation_id, key, ${source.topic ?? ''}, agent_id, analytics_count, analytics_sum,
      sentiment_count, sentiment_avg, time
    from unnest(
      ${plain(({ conversationId }) => conversationId)}::uuid[], ${column(({ key }) => key)}::text[],
      ${column(({ agentId }) => agentId)}::text[],
      ${plain(({ analytics }) => analytics?.count ?? null)}::double precision[],
      ${plain(({ analytics }) => analytics?.sum ?? null)}::double precision[],
      ${plain(({ sentiment }) => sentiment?.count ?? null)}::double precision[],
      ${plain(({ sentiment }) => sentiment?.avg ?? null)}::double precision[],
      ${plain(({ time }) => time)}::timestamptz[]
    ) as one (conversation_id, key, agent_id, analytics_count, analytics_sum, sentiment_count, sentiment_avg, time)`;
}

/** Stores a page of surveys as `saveSpeechPage` does. */
export async function saveSurveyPage(db: Database, page: ReceivedSurveyPage): Promise<void> {
  const rows = lastOfEach(page.rows, ({ conversationId }) => conversationId);
  await write(db, page, {
    insert: sql`
      insert into survey_row as known (run_id, conversation_id, agent_id, csat)
      select ${page.runId}, conversation_id, agent_id, csat
      from unnest(
        ${rows.map(({ conversationId }) => conversationId)}::uuid[], ${rows.map(({ agentId }) => agentId)}::text[],
        ${rows.map(({ csat }) => csat)}::double precision[]
      ) as one (conversation_id, agent_id, csat)`,
    orUpdate: sql`
      on conflict (run_id, conversation_id) do update set agent_id = excluded.agent_id, csat = excluded.csat
      where (known.agent_id, known.csat) is distinct from (excluded.agent_id, excluded.csat)`,
    alongside: alongside(page),
  });
}

/** What comes with surveys, in the same statement. Who took part is known once; nothing more is said of it later. */
function alongside({ parts = [], facts = [], ...page }: ReceivedSurveyPage): RawBuilder<unknown> {
  const inserts = [
    ...(parts.length > 0 ? [sql`, parts as (${insertSpeech(page, parts)} on conflict do nothing)`] : []),
    ...(facts.length > 0 ? [sql`, facts as (${insertFacts(page.runId, facts)})`] : []),
  ];
  return sql.join(inserts, sql``);
}

type Statements = {
  readonly insert: RawBuilder<unknown>;
  readonly orUpdate: RawBuilder<unknown>;
  readonly alongside?: RawBuilder<unknown>;
};

/**
 * Most pages are new, and are only inserted: asking each row whether it is known costs a third of storing it, and the primary key
 * asks anyway. A row that was there before has been touched by an earlier transaction, which `xmax` tells.
 */
async function write(db: Database, page: Received<unknown>, statements: Statements): Promise<void> {
  const { insert, orUpdate, alongside: also = sql`` } = statements;
  try {
    if (page.pass === 0) return await record(db, page, sql`(${insert} returning true as is_new)${also}`);
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === UNIQUE_VIOLATION)) throw error;
  }
  await record(db, page, sql`(${insert} ${orUpdate} returning xmax = 0 as is_new)${also}`);
}

async function record(
  db: Database,
  { runId, source, slice, pass, page, ...received }: Received<unknown>,
  stored: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    with stored as ${stored}
    insert into csat_page (
      run_id, source, slice, pass, page, received, malformed, others, added, changed, reported, next_cursor, requests
    )
    select ${runId}, ${nameOf(source)}, ${slice}, ${pass}, ${page}, ${received.rows.length + received.malformed}::integer,
      ${received.malformed}::integer, ${received.others ?? 0}::integer, count(*) filter (where is_new), count(*) filter (where not is_new),
      ${received.reported}::integer, ${received.cursor}, ${received.requests}::integer
    from stored
    on conflict do nothing`.execute(db);
}

/** What the ledger knows of a page; null when it was not read yet. */
export async function findCsatPage(
  db: Database,
  { runId, source, slice, pass, page }: CsatPageKey,
): Promise<CsatLedgerPage | null> {
  const { rows } = await sql<CsatLedgerPage>`
    select received, malformed, others, added, changed, next_cursor as cursor, reported from csat_page
    where run_id = ${runId} and source = ${nameOf(source)} and slice = ${slice} and pass = ${pass} and page = ${page}`.execute(
    db,
  );
  return rows[0] ?? null;
}

const nameOf = ({ kind, topic }: CsatSource): string => (topic === null ? kind : `${kind}/${topic}`);

/** In the order of their keys: writers that meet on the same rows then never wait for each other in turn. */
function lastOfEach<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const last = new Map(rows.map((row) => [keyOf(row), row]));
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

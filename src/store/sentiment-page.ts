import { sql } from 'kysely';
import { DatabaseError } from 'pg';
import type { ConversationFacts } from '../domain/conversation-facts.js';
import type { ConversationSentiment, ScoreShare } from '../domain/sentiment.js';
import type { Database } from './connection.js';
import { insertFacts } from './conversation-facts.js';
import { plainArray } from './plain-array.js';
import { insertShares } from './score-shares.js';

const UNIQUE_VIOLATION = '23505';

export type SentimentPageKey = { readonly runId: string; readonly slice: number; readonly page: number };

export type ReceivedPage = SentimentPageKey & {
  readonly sentiments: readonly ConversationSentiment[];
  readonly shares?: readonly ScoreShare[];
  readonly facts?: readonly ConversationFacts[];
  readonly outside?: number;
  readonly cursor: string | null;
  readonly reported: number | null;
  readonly requests: number;
};

export type LedgerPage = {
  readonly fetched: number;
  readonly cursor: string | null;
  /** The cursor already led to an earlier page of this slice: following it would never end. */
  readonly repeatsCursor: boolean;
};

type Written = Pick<LedgerPage, 'repeatsCursor'>;

/** Null when the ledger has the page already: nothing was written then. */
export async function savePage(db: Database, page: ReceivedPage): Promise<Written | null> {
  const received = distinctById(page.sentiments);
  return (await insertNewPage(db, page, received)) ?? (await mergePage(db, page, received));
}

/**
 * A page of which nothing is stored yet, as nearly all are; null, and nothing is written, when something is. Asking each row
 * whether it is known costs a third of storing it, and the primary key asks anyway.
 */
async function insertNewPage(
  db: Database,
  page: ReceivedPage,
  received: readonly ConversationSentiment[],
): Promise<Written | null> {
  try {
    const { rows } = await sql<Written>`
      with stored as (${insertRows(page, received)})${alongside(page)}
      insert into sentiment_page (run_id, slice, page, fetched, overlapping, outside, reported, next_cursor, requests)
      values (${page.runId}, ${page.slice}, ${page.page}, ${fetchedOf(page)}, 0, ${page.outside ?? 0},
        ${page.reported}, ${page.cursor}, ${page.requests})
      returning ${cursorIsKnown(page)} as "repeatsCursor"`.execute(db);
    return rows[0] ?? null;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) return null;
    throw error;
  }
}

/**
 * A page some of whose rows are stored already, by another slice or by this page; null when the ledger has the page. `overlapping`
 * counts conversations that another slice had already brought.
 */
async function mergePage(
  db: Database,
  page: ReceivedPage,
  received: readonly ConversationSentiment[],
): Promise<Written | null> {
  const ids = columnsOf(received).conversationId;
  const { rows } = await sql<Written>`
    with stored as (${insertRows(page, received)} on conflict do nothing returning 1)${alongside(page)}
    insert into sentiment_page (run_id, slice, page, fetched, overlapping, outside, reported, next_cursor, requests)
    select ${page.runId}, ${page.slice}, ${page.page}, ${fetchedOf(page)},
      case when count(*) = ${received.length} then 0 else ${received.length} - count(*) - (
        select count(*) from conversation_sentiment as known
        where known.run_id = ${page.runId} and known.slice = ${page.slice}
          and known.conversation_id = any(${ids}::uuid[])
      ) end,
      ${page.outside ?? 0}::integer, ${page.reported}::integer, ${page.cursor}, ${page.requests}
    from stored
    on conflict do nothing
    returning ${cursorIsKnown(page)} as "repeatsCursor"`.execute(db);
  return rows[0] ?? null;
}

/** What Genesys gave, whether or not it belongs to the slice. */
export const fetchedOf = ({
  sentiments,
  outside = 0,
}: Pick<ReceivedPage, 'sentiments' | 'outside'>): number => sentiments.length + outside;

/** What comes with the rows of some sources, in the same statement: all of a page is stored, or nothing. */
const alongside = ({ shares = [], facts = [], ...page }: ReceivedPage) =>
  sql`${
    shares.length === 0 ? sql`` : sql`, shares as (${insertShares(page.runId, shares)})`
  }${facts.length === 0 ? sql`` : sql`, facts as (${insertFacts(page.runId, facts)})`}`;

function insertRows(page: SentimentPageKey, received: readonly ConversationSentiment[]) {
  const columns = columnsOf(received);
  return sql`
    insert into conversation_sentiment (run_id, conversation_id, slice, occurred_at, status, score, polarity)
    select ${page.runId}, conversation_id, ${page.slice}, occurred_at, status, score, polarity
    from unnest(
      ${columns.conversationId}::uuid[], ${columns.occurredAt}::timestamptz[], ${columns.status}::text[],
      ${columns.score}::double precision[], ${columns.polarity}::text[]
    ) as entity (conversation_id, occurred_at, status, score, polarity)`;
}

const cursorIsKnown = ({ runId, slice, page, cursor }: ReceivedPage) => sql`
  exists (
    select from sentiment_page as earlier
    where earlier.run_id = ${runId} and earlier.slice = ${slice} and earlier.page < ${page}
      and earlier.next_cursor = ${cursor}
  )`;

/** The first of each conversation, in the order of ids: writers that meet on the same rows then never wait for each other in turn. */
function distinctById(sentiments: readonly ConversationSentiment[]): ConversationSentiment[] {
  const first = new Map<string, ConversationSentiment>();
  for (const sentiment of sentiments) {
    if (!first.has(sentiment.conversationId)) first.set(sentiment.conversationId, sentiment);
  }
  return [...first.values()].sort((a, b) => (a.conversationId < b.conversationId ? -1 : 1));
}

/** One array for each column: a statement has five parameters, whatever the size of the page. */
const columnsOf = (sentiments: readonly ConversationSentiment[]) => ({
  conversationId: plainArray(sentiments.map(({ conversationId }) => conversationId)),
  occurredAt: plainArray(sentiments.map(({ occurredAt }) => occurredAt)),
  status: plainArray(sentiments.map(({ status }) => status)),
  score: plainArray(sentiments.map(({ score }) => score)),
  polarity: sentiments.map(({ polarity }) => polarity),
});

import { sql } from 'kysely';
import type { SentimentFigures } from '../domain/sentiment-summary.js';
import type { SentimentStatus } from '../domain/sentiment.js';
import type { Database } from './connection.js';
import { finalityFigures } from './finality.js';
import { settleScores } from './score-shares.js';
import {
  fetchedOf,
  savePage,
  type LedgerPage,
  type ReceivedPage,
  type SentimentPageKey,
} from './sentiment-page.js';

export type SentimentRow = {
  readonly conversationId: string;
  readonly occurredAt: Date | null;
  readonly status: SentimentStatus;
  readonly score: number | null;
  readonly polarity: string | null;
};

export type SentimentStore = ReturnType<typeof createSentimentStore>;

export const createSentimentStore = (db: Database) => ({
  /**
   * Stores a page and its line in the ledger, both or neither. Repeating it changes nothing: the first reading of a page and
   * of a conversation stands.
   */
  async savePage(page: ReceivedPage): Promise<LedgerPage> {
    const written = await savePage(db, page);
    if (written) return { fetched: fetchedOf(page), cursor: page.cursor, ...written };
    const ledger = await this.findPage(page);
    if (!ledger) throw new Error('a page that conflicts is in the ledger');
    return ledger;
  },

  /** What the ledger knows of a page: how an attempt learns that an earlier one had got through. */
  async findPage({ runId, slice, page }: SentimentPageKey): Promise<LedgerPage | null> {
    const { rows } = await sql<LedgerPage>`
      select fetched, next_cursor as cursor, exists (
        select from sentiment_page as earlier
        where earlier.run_id = this.run_id and earlier.slice = this.slice and earlier.page < this.page
          and earlier.next_cursor = this.next_cursor
      ) as "repeatsCursor"
      from sentiment_page as this
      where run_id = ${runId} and slice = ${slice} and page = ${page}`.execute(db);
    return rows[0] ?? null;
  },

  settleScores: (runId: string) => settleScores(db, runId),

  finality: (runId: string, readAt: string) => finalityFigures(db, runId, readAt),

  /**
   * All figures of a run in one statement; `actionRequired` is the rule of `domain/sentiment.ts` in SQL, and a test holds the two
   * together on the threshold. Sums are exact decimals, so the order of rows can't change a digit.
   */
  async figures(runId: string, actionThreshold: number): Promise<SentimentFigures> {
    const { rows } = await sql<SentimentFigures>`
      with ledger as (
        select coalesce(sum(fetched), 0)::integer as fetched, coalesce(sum(overlapping), 0)::integer as overlapping,
          coalesce(sum(outside), 0)::integer as outside,
          count(*)::integer as pages, coalesce(sum(requests), 0)::integer as requests
        from sentiment_page where run_id = ${runId}
      ),
      slices as (
        select slice, (array_agg(reported order by page desc) filter (where reported is not null))[1] as reported
        from sentiment_page where run_id = ${runId} group by slice
      ),
      totals as (
        select case when count(*) > 0 and count(*) = count(reported) then sum(reported)::integer end as reported from slices
      ),
      scores as (
        select count(*)::integer as "unique",
          count(*) filter (where status = 'scored')::integer as scored,
          count(*) filter (where status = 'unscored')::integer as unscored,
          count(*) filter (where status = 'invalid')::integer as invalid,
          count(*) filter (where status = 'unknown')::integer as unknown,
          count(*) filter (where status = 'scored' and polarity = 'positive')::integer as positive,
          count(*) filter (where status = 'scored' and polarity = 'neutral')::integer as neutral,
          count(*) filter (where status = 'scored' and polarity = 'negative')::integer as negative,
          coalesce(sum(score::numeric) filter (where status = 'scored'), 0)::double precision as "scoreSum",
          coalesce(sum(score::numeric * score::numeric) filter (where status = 'scored'), 0)::double precision
            as "scoreSquareSum",
          count(*) filter (where status = 'scored' and (score + 1) / 2 * 100 < ${actionThreshold})::integer
            as "actionRequired"
        from conversation_sentiment where run_id = ${runId}
      )
      select * from ledger, totals, scores`.execute(db);
    const figures = rows[0];
    if (!figures) throw new Error('an aggregate always has a row');
    return figures;
  },

  /** Rows of a run in the order of their ids, after `after`: constant memory for any size of run. */
  async rowsAfter(runId: string, after: string | null, limit: number): Promise<SentimentRow[]> {
    const rows = await db
      .selectFrom('conversation_sentiment')
      .select(['conversation_id', 'occurred_at', 'status', 'score', 'polarity'])
      .where('run_id', '=', runId)
      .$if(after !== null, (query) => query.where('conversation_id', '>', after ?? ''))
      .orderBy('conversation_id')
      .limit(limit)
      .execute();
    return rows.map(({ conversation_id, occurred_at, ...row }) => ({
      conversationId: conversation_id,
      occurredAt: occurred_at,
      ...row,
    }));
  },
});

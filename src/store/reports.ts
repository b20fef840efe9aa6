import { sql } from 'kysely';
import type { ConversationEvent } from '../domain/conversation-event.js';
import type { SinkName } from '../domain/names.js';
import { SCORE_BINS } from '../domain/sentiment.js';
import type { Database } from './connection.js';
import type { DeliveryStatus } from './tables.js';

/** Scored conversations of one polarity in one of `SCORE_BINS` equal parts of −1…1, the lowest being 0. */
export type ScoreBin = { readonly bin: number; readonly polarity: string; readonly count: number };

/** What one day adds up to. `day` is the index of its beginning; −1 is before the first, null has no date. */
export type DayFigures = {
  readonly day: number | null;
  readonly total: number;
  readonly scored: number;
  readonly positive: number;
  readonly negative: number;
  readonly scoreSum: number;
  readonly scoreSquareSum: number;
};

/** How many deliveries of a run ended alike. The receipt is our own sentence, never the other side's. */
export type DeliveryGroup = {
  readonly sink: SinkName;
  readonly status: DeliveryStatus;
  readonly receipt: string | null;
  readonly count: number;
};

export type ReceivedEvent = { readonly receivedAt: Date; readonly event: ConversationEvent };

/** What the CRM was told of a session, without its body. */
export type ToldUpdate = {
  readonly event: string;
  readonly state: string | null;
  readonly status: DeliveryStatus;
  readonly attemptedAt: Date | null;
};

export type ReportStore = ReturnType<typeof createReportStore>;

/** What reports show: aggregates, made where the rows are. One walk over the rows of a run for each; no row leaves the database. */
export const createReportStore = (db: Database) => ({
  /** A score on a border belongs to the part above it, 1 to the last. Decimals, because 0.7 in binary lies beside its border. */
  async scoreBins(runId: string): Promise<ScoreBin[]> {
    const { rows } = await sql<ScoreBin>`
      select least(width_bucket(score::numeric, -1, 1, ${SCORE_BINS}), ${SCORE_BINS}) - 1 as bin, polarity,
        count(*)::integer as count
      from conversation_sentiment where run_id = ${runId} and status = 'scored'
      group by 1, 2 order by 1, 2`.execute(db);
    return rows;
  },

  /**
   * Figures by day. `begins` (ISO, ascending) are the beginnings of the days, whatever their length: so time zones are one
   * library's affair, and not also the database's.
   */
  async days(runId: string, begins: readonly string[]): Promise<DayFigures[]> {
    const { rows } = await sql<DayFigures>`
      select width_bucket(occurred_at, ${begins}::timestamptz[]) - 1 as day, count(*)::integer as total,
        count(*) filter (where status = 'scored')::integer as scored,
        count(*) filter (where status = 'scored' and polarity = 'positive')::integer as positive,
        count(*) filter (where status = 'scored' and polarity = 'negative')::integer as negative,
        coalesce(sum(score::numeric) filter (where status = 'scored'), 0)::double precision as "scoreSum",
        coalesce(sum(score::numeric * score::numeric) filter (where status = 'scored'), 0)::double precision
          as "scoreSquareSum"
      from conversation_sentiment where run_id = ${runId}
      group by 1 order by 1`.execute(db);
    return rows;
  },

  async deliveries(runId: string): Promise<DeliveryGroup[]> {
    const { rows } = await sql<DeliveryGroup>`
      select sink, status, receipt, count(*)::integer as count
      from run_delivery join delivery on key = delivery_key where run_id = ${runId}
      group by 1, 2, 3 order by count desc, 1, 2, 3`.execute(db);
    return rows;
  },

  /** In order of arrival, as long as the inbox keeps them: a week after they were dispatched. */
  async conversationEvents(conversationId: string): Promise<ReceivedEvent[]> {
    const { rows } = await sql<ReceivedEvent>`
      select received_at as "receivedAt", body as event from inbox
      where conversation_id = ${conversationId} and topic = 'conversation' order by arrival`.execute(db);
    return rows;
  },

  /** In the order in which they were said. */
  async toldUpdates(runId: string): Promise<ToldUpdate[]> {
    const { rows } = await sql<ToldUpdate>`
      select body::jsonb ->> 'event' as event, body::jsonb ->> 'state' as state, status, attempted_at as "attemptedAt"
      from run_delivery join delivery on key = delivery_key where run_id = ${runId} and sink = 'crm'
      order by ordinal, generation`.execute(db);
    return rows;
  },
});

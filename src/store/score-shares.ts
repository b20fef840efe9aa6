import { sql, type RawBuilder } from 'kysely';
import { POLARITY_BAND, type ScoreShare } from '../domain/sentiment.js';
import type { Database } from './connection.js';

/** What one slice brought of scores. Read again, it says the same again, and adds nothing. */
export function insertShares(
  { runId, slice }: { readonly runId: string; readonly slice: number },
  shares: readonly ScoreShare[],
): RawBuilder<unknown> {
  const sorted = [...shares].sort((a, b) => (a.conversationId < b.conversationId ? -1 : 1));
  return sql`
    insert into score_share (run_id, conversation_id, slice, score_sum, score_count)
    select ${runId}, conversation_id, ${slice}, score_sum, score_count
    from unnest(
      ${sorted.map(({ conversationId }) => conversationId)}::uuid[],
      ${sorted.map(({ sum }) => sum)}::double precision[], ${sorted.map(({ count }) => count)}::double precision[]
    ) as share (conversation_id, score_sum, score_count)
    on conflict do nothing`;
}

/**
 * Scores the conversations of a run by what their shares add up to; repeated, it says the same again. Shares of conversations that
 * the run has not read, because they began outside the window, score nothing. In exact decimals: a mean is what it would be on
 * paper, and two profiles that tell of one conversation in their two scales come to the same number.
 */
export async function settleScores(db: Database, runId: string): Promise<void> {
  await sql`
    with total as (
      select conversation_id, round(sum(score_sum::numeric) / sum(score_count::numeric) / 100, 9)::double precision as score
      from score_share where run_id = ${runId} group by conversation_id having sum(score_count) > 0
    )
    update conversation_sentiment as one
    set score = total.score,
      status = case when total.score between -1 and 1 then 'scored' else 'invalid' end,
      polarity = case when total.score > ${POLARITY_BAND} then 'positive'
        when total.score < ${-POLARITY_BAND} then 'negative' else 'neutral' end
    from total
    where one.run_id = ${runId} and one.conversation_id = total.conversation_id`.execute(db);
}

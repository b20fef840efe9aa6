import { sql, type RawBuilder } from 'kysely';
import { POLARITY_BAND, type ScoreShare } from '../domain/sentiment.js';
import type { Database } from './connection.js';
import { plainArray } from './plain-array.js';

/** What hours have of scores. Read again, an hour takes the place of what it said. */
export function insertShares(runId: string, shares: readonly ScoreShare[]): RawBuilder<unknown> {
  const sorted = lastOfEach(shares);
  return sql`
    insert into score_share as known (run_id, conversation_id, hour, score_sum, score_count)
    select ${runId}, conversation_id, hour, score_sum, score_count
    from unnest(
      ${plainArray(sorted.map(({ conversationId }) => conversationId))}::uuid[],
      ${plainArray(sorted.map(({ hour }) => hour))}::timestamptz[],
      ${plainArray(sorted.map(({ sum }) => sum))}::double precision[],
      ${plainArray(sorted.map(({ count }) => count))}::double precision[]
    ) as share (conversation_id, hour, score_sum, score_count)
    on conflict (run_id, conversation_id, hour) do update
    set score_sum = excluded.score_sum, score_count = excluded.score_count
    where (known.score_sum, known.score_count) is distinct from (excluded.score_sum, excluded.score_count)`;
}

/** In the order of the key: writers that meet on the same rows then never wait for each other in turn. */
function lastOfEach(shares: readonly ScoreShare[]): ScoreShare[] {
  const last = new Map(shares.map((share) => [`${share.conversationId} ${share.hour}`, share]));
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, share]) => share);
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

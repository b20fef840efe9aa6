import { sql } from 'kysely';
import { ANALYSIS_DELAY_MS, WRITTEN_MEDIA, type FinalityFigures } from '../domain/conversation-facts.js';
import type { Database } from './connection.js';

/**
 * How settled the conversations of a run were at an instant (ISO), by the rule of `finalityOf`, which a test holds this to. Null where
 * the source told no facts.
 */
export async function finalityFigures(
  db: Database,
  runId: string,
  readAt: string,
): Promise<FinalityFigures | null> {
  const delayMs = sql`case when one.media_type = any(${[...WRITTEN_MEDIA]}::text[])
    then ${ANALYSIS_DELAY_MS.written}::double precision else ${ANALYSIS_DELAY_MS.spoken}::double precision end`;
  const { rows } = await sql<Counts>`
    with told as (
      select one.agent_ids, one.queue_ids, one.division_ids, known.status = 'unscored' as is_unscored,
        case when one.ended_at is null then 'open'
          when one.ended_at + ${delayMs} * interval '1 millisecond' > ${readAt}::timestamptz then 'provisional'
          else 'final' end as finality
      from conversation_facts as one
      join conversation_sentiment as known using (run_id, conversation_id)
      where one.run_id = ${runId}
    )
    select count(*)::integer as told,
      count(*) filter (where finality = 'open')::integer as open,
      count(*) filter (where finality = 'provisional')::integer as provisional,
      count(*) filter (where finality = 'final')::integer as final,
      count(*) filter (where agent_ids = '{}' and queue_ids = '{}')::integer as unattributed,
      count(*) filter (where is_unscored and finality <> 'final')::integer as pending,
      count(*) filter (where is_unscored and finality = 'final' and agent_ids = '{}')::integer as "noAgentLeg",
      count(*) filter (where is_unscored and finality = 'final' and agent_ids <> '{}')::integer as unknown,
      (select count(distinct division)::integer from told, unnest(division_ids) as division) as divisions
    from told`.execute(db);
  const counts = rows[0];
  if (!counts || counts.told === 0) return null;
  const { open, provisional, final, unattributed, divisions } = counts;
  const { pending, noAgentLeg, unknown } = counts;
  return {
    ...{ open, provisional, final, unattributed, divisions },
    unscoredBecause: { pending, noAgentLeg, unknown },
  };
}

type Counts = Omit<FinalityFigures, 'unscoredBecause'> &
  FinalityFigures['unscoredBecause'] & { readonly told: number };

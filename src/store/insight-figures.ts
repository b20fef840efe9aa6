import { sql } from 'kysely';
import type { ConversationInsights } from '../domain/insights-summary.js';
import type { Database } from './connection.js';
import type { InsightRange } from './insights.js';

/** Conversations of a run after one, by id; all of it counted from rows, so that no retry can count twice. */
export async function readConversationFigures(
  db: Database,
  { runId, after, limit }: InsightRange,
): Promise<ConversationInsights[]> {
  const { rows } = await sql<ConversationInsights>`
    with conversation as (
      select conversation_id, stopped from insight_conversation
      where run_id = ${runId} and (${after}::uuid is null or conversation_id > ${after}::uuid)
      order by conversation_id limit ${limit}
    ),
    ledger as (
      select conversation_id, count(*)::integer as pages, sum(fetched)::integer as fetched,
        sum(malformed)::integer as malformed, sum(foreign_entities)::integer as foreign_entities,
        sum(requests)::integer as requests, avg(latency_ms) as latency_ms,
        (array_agg(reported order by page desc) filter (where reported is not null))[1] as reported
      from insight_page where run_id = ${runId} and conversation_id in (select conversation_id from conversation)
      group by conversation_id
    ),
    verdicts as (
      select conversation_id, count(*)::integer as "unique",
        count(*) filter (where verdict = 'passed')::integer as passed,
        count(*) filter (where verdict = 'redacted')::integer as redacted,
        count(*) filter (where verdict = 'held')::integer as held,
        count(*) filter (where verdict = 'held' and exists (
          select from unnest(reasons) as reason where reason = 'blocked' or reason like 'personalData:%'
        ))::integer as personal
      from insight where run_id = ${runId} and conversation_id in (select conversation_id from conversation)
      group by conversation_id
    ),
    reasons as (
      select conversation_id, jsonb_object_agg(reason, number) as because from (
        select conversation_id, reason, count(*)::integer as number
        from insight, unnest(reasons) as reason
        where run_id = ${runId} and verdict = 'held' and conversation_id in (select conversation_id from conversation)
        group by conversation_id, reason
      ) as counted group by conversation_id
    ),
    sent as (
      select split_part(subject, '/', 2)::uuid as conversation_id,
        count(*) filter (where status = 'delivered')::integer as delivered,
        count(*) filter (where status = 'failed')::integer as failed
      from run_delivery join delivery on key = delivery_key
      where run_id = ${runId} group by 1
    )
    select conversation.conversation_id as "conversationId", stopped, reported, coalesce(fetched, 0) as fetched,
      coalesce("unique", 0) as "unique", coalesce(malformed, 0) as malformed,
      coalesce(foreign_entities, 0) as "foreign", coalesce(passed, 0) as passed, coalesce(redacted, 0) as redacted,
      coalesce(held, 0) as held, coalesce(personal, 0) as "heldForPersonalData",
      coalesce(because, '{}') as "heldBecause", coalesce(pages, 0) as pages, coalesce(requests, 0) as requests,
      latency_ms as "latencyMs", coalesce(delivered, 0) as delivered, coalesce(failed, 0) as failed
    from conversation
      left join ledger using (conversation_id) left join verdicts using (conversation_id)
      left join reasons using (conversation_id) left join sent using (conversation_id)
    order by conversation.conversation_id`.execute(db);
  return rows;
}

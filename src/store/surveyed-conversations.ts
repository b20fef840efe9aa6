import { sql } from 'kysely';
import type { SpeechRow } from '../domain/speech.js';
import type { Database } from './connection.js';

/** What a run knows of one conversation. */
export type StoredConversation = {
  readonly conversationId: string;
  /** Empty where only a survey tells of it. */
  readonly speech: readonly Omit<SpeechRow, 'conversationId' | 'key'>[];
  readonly topics: readonly string[];
  readonly survey: { readonly agentId: string | null; readonly csat: number | null } | null;
};

export type SurveyedRange = {
  readonly runId: string;
  readonly after: string | null;
  readonly limit: number;
  /** Whether a conversation of which only a survey tells belongs to the question: not where speech was filtered. */
  readonly withSurveyOnly: boolean;
};

/** Conversations after one, by id; an agent's part that several topics brought is one. */
export async function readSurveyedConversations(
  db: Database,
  { runId, after, limit, withSurveyOnly }: SurveyedRange,
): Promise<StoredConversation[]> {
  const from = sql`run_id = ${runId} and (${after}::uuid is null or conversation_id > ${after}::uuid)`;
  const surveyOnly = sql`
    union (select conversation_id from survey_row where ${from} order by conversation_id limit ${limit})`;
  const { rows } = await sql<StoredConversation>`
    with conversation as (
      (select distinct conversation_id from speech_row where ${from} order by conversation_id limit ${limit})
      ${withSurveyOnly ? surveyOnly : sql``}
      order by conversation_id limit ${limit}
    ),
    bounds as (select min(conversation_id::text)::uuid as first, max(conversation_id::text)::uuid as last from conversation),
    part as (
      select distinct on (conversation_id, key) conversation_id, key, json_build_object(
        'agentId', agent_id,
        'analytics', case when analytics_count is not null
          then json_build_object('count', analytics_count, 'sum', analytics_sum) end,
        'sentiment', case when sentiment_count is not null
          then json_build_object('avg', sentiment_avg, 'count', sentiment_count) end,
        'time', to_char(time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      ) as body
      from speech_row, bounds
      where run_id = ${runId} and conversation_id between bounds.first and bounds.last
      order by conversation_id, key, topic
    ),
    speech as (
      select conversation_id, json_agg(body order by key) as parts from part group by conversation_id
    ),
    topic as (
      select conversation_id, json_agg(distinct topic) as names from speech_row, bounds
      where run_id = ${runId} and conversation_id between bounds.first and bounds.last and topic <> ''
      group by conversation_id
    )
    select conversation_id as "conversationId", coalesce(parts, '[]') as speech, coalesce(names, '[]') as topics,
      case when survey_row.run_id is not null
        then json_build_object('agentId', survey_row.agent_id, 'csat', survey_row.csat) end as survey
    from conversation
      left join speech using (conversation_id) left join topic using (conversation_id)
      left join survey_row on survey_row.run_id = ${runId} and survey_row.conversation_id = conversation.conversation_id
    order by conversation_id`.execute(db);
  return rows;
}

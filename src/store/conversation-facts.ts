import { sql, type RawBuilder } from 'kysely';
import type { ConversationFacts } from '../domain/conversation-facts.js';
import { toUtc } from '../domain/interval.js';
import type { Database } from './connection.js';

/** Facts of conversations; the last reading stands, because an open conversation ends, and one that ended may go on. */
export function insertFacts(runId: string, facts: readonly ConversationFacts[]): RawBuilder<unknown> {
  // A list in a list has no fixed length, which `unnest` wants: each conversation is one JSON object instead.
  const rows = JSON.stringify(distinctById(facts));
  return sql`
    insert into conversation_facts (
      run_id, conversation_id, started_at, ended_at, direction, media_type, queue_ids, agent_ids, division_ids
    )
    select ${runId}, "conversationId", "startedAt", "endedAt", direction, "mediaType", "queueIds", "agentIds", "divisionIds"
    from jsonb_to_recordset(${rows}::jsonb) as one (
      "conversationId" uuid, "startedAt" timestamptz, "endedAt" timestamptz, direction text, "mediaType" text,
      "queueIds" text[], "agentIds" text[], "divisionIds" text[]
    )
    on conflict (run_id, conversation_id) do update set ended_at = excluded.ended_at, direction = excluded.direction,
      media_type = excluded.media_type, queue_ids = excluded.queue_ids, agent_ids = excluded.agent_ids,
      division_ids = excluded.division_ids`;
}

/** In the order of ids: writers that meet on the same rows then never wait for each other in turn. */
function distinctById(facts: readonly ConversationFacts[]): ConversationFacts[] {
  const last = new Map(facts.map((one) => [one.conversationId, one]));
  return [...last.values()].sort((a, b) => (a.conversationId < b.conversationId ? -1 : 1));
}

export type ConversationStore = ReturnType<typeof createConversationStore>;

export const createConversationStore = (db: Database) => ({
  /** Of those that the run has read, in the order of their ids. */
  async facts(runId: string, conversationIds: readonly string[]): Promise<ConversationFacts[]> {
    const { rows } = await sql<
      Omit<ConversationFacts, 'startedAt' | 'endedAt'> & { startedAt: Date; endedAt: Date | null }
    >`
      select conversation_id as "conversationId", started_at as "startedAt", ended_at as "endedAt", direction,
        media_type as "mediaType", queue_ids as "queueIds", agent_ids as "agentIds", division_ids as "divisionIds"
      from conversation_facts where run_id = ${runId} and conversation_id = any(${conversationIds}::uuid[])
      order by conversation_id`.execute(db);
    return rows.map(({ startedAt, endedAt, ...one }) => ({
      ...one,
      startedAt: toUtc(startedAt.getTime()),
      endedAt: endedAt && toUtc(endedAt.getTime()),
    }));
  },
});

import { sql } from 'kysely';
import type { SpeechRow } from '../domain/speech.js';
import type { Database } from './connection.js';

/** What a run knows of one conversation. */
export type StoredConversation = {
  readonly conversationId: string;
  /** Empty where only a survey tells of it. */
  readonly speech: readonly Omit<SpeechRow, 'conversationId' | 'key'>[];
  readonly topics: readonly string[];
  readonly survey: StoredSurvey | null;
};

export type StoredSurvey = { readonly agentId: string | null; readonly csat: number | null };

/** Both ends are conversation ids; null is no end. */
export type ConversationRange = {
  readonly runId: string;
  readonly after: string | null;
  readonly through: string | null;
  /** The most rows read: the conversation that the last one belongs to is left for later. */
  readonly limit: number;
};

/** What was read in order of the conversations' ids; `through` is the last of them, null where nothing is left to read. */
export type Told<T> = { readonly byConversation: ReadonlyMap<string, T>; readonly through: string | null };

type SpeechCells = {
  readonly conversation_id: string;
  readonly key: string;
  readonly topic: string;
  readonly agent_id: string | null;
  readonly analytics_count: number | null;
  readonly analytics_sum: number | null;
  readonly sentiment_count: number | null;
  readonly sentiment_avg: number | null;
  readonly time: string | null;
};

export type Speech = Pick<StoredConversation, 'speech' | 'topics'>;

/** In order of the primary key, and grouped here: the database took five times as long to group them. */
export async function readSpeech(
  db: Database,
  range: ConversationRange & { readonly withFactsOnly: boolean },
): Promise<Told<Speech>> {
  const { rows } = await sql<SpeechCells>`
    select conversation_id, key, topic, agent_id, analytics_count, analytics_sum, sentiment_count, sentiment_avg,
      to_char(time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as time
    from speech_row where ${within(range)}${range.withFactsOnly ? sql` and ${hasFacts}` : sql``}
    order by conversation_id, key, topic limit ${range.limit}`.execute(db);
  const { whole, through } = wholeConversations(rows, range.limit);
  // One conversation fills the limit: its rows are read by a larger one.
  if (through !== null && whole.length === 0) return readSpeech(db, { ...range, limit: 2 * range.limit });
  const rowsOf = new Map<string, SpeechCells[]>();
  for (const row of whole) {
    const told = rowsOf.get(row.conversation_id);
    if (told) told.push(row);
    else rowsOf.set(row.conversation_id, [row]);
  }
  return { byConversation: new Map(Array.from(rowsOf, ([id, told]) => [id, speechOf(told)])), through };
}

export async function readSurveys(db: Database, range: ConversationRange): Promise<Told<StoredSurvey>> {
  const { rows } = await sql<{ conversation_id: string; agent_id: string | null; csat: number | null }>`
    select conversation_id, agent_id, csat from survey_row where ${within(range)}
    order by conversation_id limit ${range.limit}`.execute(db);
  return {
    byConversation: new Map(
      rows.map(({ conversation_id, agent_id: agentId, csat }) => [conversation_id, { agentId, csat }]),
    ),
    through: rows.length < range.limit ? null : (rows.at(-1)?.conversation_id ?? null),
  };
}

const hasFacts = sql`
  exists (
    select from conversation_facts as one
    where one.run_id = speech_row.run_id and one.conversation_id = speech_row.conversation_id
  )`;

const within = ({ runId, after, through }: ConversationRange) => sql`
  run_id = ${runId} and (${after}::uuid is null or conversation_id > ${after}::uuid)
    and (${through}::uuid is null or conversation_id <= ${through}::uuid)`;

/** Without the last conversation where the limit may have cut it. */
function wholeConversations(rows: readonly SpeechCells[], limit: number) {
  if (rows.length < limit) return { whole: rows, through: null };
  const cut = rows.at(-1)?.conversation_id;
  const whole = rows.filter(({ conversation_id }) => conversation_id !== cut);
  return { whole, through: whole.at(-1)?.conversation_id ?? cut ?? null };
}

/** An agent's part that several topics brought is one; so are hours of it, which add up. */
function speechOf(rows: readonly SpeechCells[]): Speech {
  const parts = rows.filter(({ key }, at) => key !== rows[at - 1]?.key).map(partOf);
  return {
    speech: mergedByAgent(parts),
    topics: [...new Set(rows.flatMap(({ topic }) => topic || []))].sort(),
  };
}

type Part = Speech['speech'][number];

const partOf = (row: SpeechCells): Part => ({
  agentId: row.agent_id,
  analytics:
    row.analytics_count === null || row.analytics_sum === null
      ? null
      : { count: row.analytics_count, sum: row.analytics_sum },
  sentiment: row.sentiment_count === null ? null : { avg: row.sentiment_avg, count: row.sentiment_count },
  time: row.time,
});

/** Rows without an agent are told apart by their source, and stay so. */
function mergedByAgent(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const at = part.agentId === null ? -1 : merged.findIndex(({ agentId }) => agentId === part.agentId);
    const known = merged[at];
    if (known) merged[at] = added(known, part);
    else merged.push(part);
  }
  return merged;
}

const added = (a: Part, b: Part): Part => ({
  agentId: a.agentId,
  analytics:
    a.analytics && b.analytics
      ? { count: a.analytics.count + b.analytics.count, sum: a.analytics.sum + b.analytics.sum }
      : (a.analytics ?? b.analytics),
  sentiment:
    a.sentiment && b.sentiment ? addedSentiment(a.sentiment, b.sentiment) : (a.sentiment ?? b.sentiment),
  time: a.time ?? b.time,
});

type Sentiment = NonNullable<Part['sentiment']>;

function addedSentiment(a: Sentiment, b: Sentiment): Sentiment {
  const count = a.count + b.count;
  if (a.avg === null || b.avg === null) return { avg: a.avg ?? b.avg, count };
  return { avg: a.avg + (b.avg - a.avg) * (b.count / count), count };
}

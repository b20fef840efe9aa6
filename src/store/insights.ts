import { sql } from 'kysely';
import type { InsightStop } from '../domain/insight-completeness.js';
import type { ConversationInsights } from '../domain/insights-summary.js';
import type { ConversationLabels, SentInsight } from '../domain/insights-update.js';
import type { Interval } from '../domain/interval.js';
import type { Database } from './connection.js';
import {
  findInsightPage,
  saveInsightPage,
  type InsightLedgerPage,
  type InsightPageKey,
  type ReceivedInsightPage,
} from './insight-page.js';
import { readConversationFigures } from './insight-figures.js';

export type InsightConversationKey = { readonly runId: string; readonly conversationId: string };

/** Some conversations of a run: those after `after`, by id. */
export type InsightRange = { readonly runId: string; readonly after: string | null; readonly limit: number };

export type SendableConversation = ConversationLabels & {
  readonly conversationId: string;
  readonly insights: readonly SentInsight[];
};

export type InsightRow = {
  readonly conversationId: string;
  readonly key: string;
  readonly insightType: string;
  readonly confidence: number | null;
  readonly createdDate: Date | null;
  readonly verdict: string;
  readonly reasons: string[];
  readonly text: string | null;
};

export type InsightStore = ReturnType<typeof createInsightStore>;

export const createInsightStore = (db: Database) => ({
  /** Notes which conversations a run is about. May be repeated. */
  async listNamed(runId: string, conversationIds: readonly string[]): Promise<void> {
    await sql`
      insert into insight_conversation (run_id, conversation_id)
      select ${runId}, unnest(${[...conversationIds]}::uuid[]) on conflict do nothing`.execute(db);
  },

  /** The conversations of all sentiment rows in the interval. May be repeated. */
  async listAnalyzed(runId: string, { from, to }: Interval): Promise<void> {
    await sql`
      insert into insight_conversation (run_id, conversation_id)
      select distinct ${runId}::uuid, conversation_id from conversation_sentiment
      where occurred_at >= ${from} and occurred_at < ${to} on conflict do nothing`.execute(db);
  },

  /**
   * Whether one complete, unfiltered sentiment run covers the interval: only then the rows in it are all its conversations. One
   * without a date could be of any time.
   */
  async isAnalyzed({ from, to }: Interval): Promise<boolean> {
    const { rows } = await sql`
      select from process_run
      where process = 'sentiment' and status = 'completed' and (result->>'complete')::boolean
        and plan->'conversationIds' is null and plan->'languages' is null
        and (plan->>'from')::timestamptz <= ${from}::timestamptz and (plan->>'to')::timestamptz >= ${to}::timestamptz
        and not exists (
          select from conversation_sentiment as row where row.run_id = process_run.run_id and occurred_at is null
        )
      limit 1`.execute(db);
    return rows.length > 0;
  },

  async countConversations(runId: string): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count from insight_conversation where run_id = ${runId}`.execute(db);
    return rows[0]?.count ?? 0;
  },

  async conversationsAfter({ runId, after, limit }: InsightRange): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select conversation_id as id from insight_conversation
      where run_id = ${runId} and (${after}::uuid is null or conversation_id > ${after}::uuid)
      order by conversation_id limit ${limit}`.execute(db);
    return rows.map(({ id }) => id);
  },

  /** May be repeated: the first reading of a page and of an insight stands. */
  async savePage(page: ReceivedInsightPage): Promise<InsightLedgerPage> {
    await saveInsightPage(db, page);
    const ledger = await findInsightPage(db, page);
    if (!ledger) throw new Error('a page that was saved is in the ledger');
    return ledger;
  },

  findPage: (key: InsightPageKey): Promise<InsightLedgerPage | null> => findInsightPage(db, key),

  /** Why the reading of a conversation did not come to its end by itself. */
  async stop({ runId, conversationId }: InsightConversationKey, stopped: InsightStop): Promise<void> {
    await sql`
      update insight_conversation set stopped = ${stopped}
      where run_id = ${runId} and conversation_id = ${conversationId}`.execute(db);
  },

  async label({ runId, conversationId }: InsightConversationKey, labels: ConversationLabels): Promise<void> {
    await sql`
      update insight_conversation
      set external_tag = ${labels.externalTag}, external_contact_id = ${labels.externalContactId}
      where run_id = ${runId} and conversation_id = ${conversationId}`.execute(db);
  },

  /**
   * Holds back all of each conversation that has personal data or was not read to its end, since what was not read may have some,
   * and erases the texts. May be repeated.
   */
  async block(runId: string): Promise<void> {
    await sql`
      update insight set verdict = 'held', reasons = array['blocked'], text = null
      where run_id = ${runId} and verdict <> 'held' and conversation_id in (
        select conversation_id from insight_conversation where run_id = ${runId} and stopped is not null
        union
        select conversation_id from insight
        where run_id = ${runId} and exists (select from unnest(reasons) as reason where reason like 'personalData:%')
      )`.execute(db);
  },

  /** What of these conversations may be sent, in the order in which it came. */
  async sendable(runId: string, conversationIds: readonly string[]): Promise<SendableConversation[]> {
    const { rows } = await sql<SentInsight & ConversationLabels & { createdDate: Date | null }>`
      select conversation.external_tag as "externalTag", conversation.external_contact_id as "externalContactId",
        insight.key as id, insight.conversation_id as "interactionId", insight_type as "insightType", confidence, text,
        created_date as "createdDate", redacted or verdict = 'redacted' as redacted
      from insight join insight_conversation as conversation using (run_id, conversation_id)
      where run_id = ${runId} and conversation_id = any(${[...conversationIds]}::uuid[]) and text is not null
      order by conversation_id, page, place`.execute(db);
    const conversations = new Map<string, SendableConversation & { insights: SentInsight[] }>();
    for (const { externalTag, externalContactId, ...row } of rows) {
      const { interactionId: conversationId } = row;
      const conversation = conversations.get(conversationId) ?? {
        conversationId,
        externalTag,
        externalContactId,
        insights: [],
      };
      conversation.insights.push({ ...row, createdDate: row.createdDate?.toISOString() ?? null });
      conversations.set(conversationId, conversation);
    }
    return [...conversations.values()];
  },

  /** Everything that the audit and the result say of each conversation. */
  figuresAfter: (range: InsightRange): Promise<ConversationInsights[]> => readConversationFigures(db, range),

  /** Rows of a run in the order of conversation and key: constant memory for any size of run. */
  async rowsAfter(
    runId: string,
    after: { conversationId: string; key: string } | null,
    limit: number,
  ): Promise<InsightRow[]> {
    const { rows } = await sql<InsightRow>`
      select conversation_id as "conversationId", key, insight_type as "insightType", confidence,
        created_date as "createdDate", verdict, reasons, text
      from insight
      where run_id = ${runId}
        and (${after?.key ?? null}::text is null or (conversation_id, key) > (${after?.conversationId ?? null}::uuid, ${after?.key ?? null}::text))
      order by conversation_id, key limit ${limit}`.execute(db);
    return rows;
  },
});

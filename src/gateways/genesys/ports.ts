import type { ConversationSentiment } from '../../domain/sentiment.js';
import type { Insight } from '../../domain/insight.js';
import type { SpeechModel, SpeechRow, SurveyRow } from '../../domain/speech.js';
import type { Evaluation } from '../../domain/virtual-agent-session.js';
import type { Secret } from '../../domain/secret.js';
import type { Interval } from '../../domain/interval.js';

export type SentimentQuery = Interval & {
  readonly conversationIds?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
};

export type SentimentPage = {
  readonly sentiments: readonly ConversationSentiment[];
  /** Opaque; what the next request of the same query needs. Null on the last page. */
  readonly cursor: string | null;
  /** How many conversations the query has in all, as far as the profile tells. */
  readonly reported: number | null;
};

/** The port of the sentiment process: one call is one request, and may be repeated. */
export type SentimentSource = {
  fetchSentimentPage(
    query: SentimentQuery,
    options: { cursor: string | null; signal?: AbortSignal },
  ): Promise<SentimentPage>;
};

type Call = { readonly signal?: AbortSignal };

export type NewConversation = {
  /** Ours; the platform keeps it where it can be found again. */
  readonly sessionKey: string;
  readonly botId: string;
  readonly to: readonly Party[];
  readonly from: Party;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly message: string;
  /** Null: the bot answers. */
  readonly queueId: string | null;
};

export type Party = { readonly id?: string | undefined; readonly name?: string | undefined };

/** The id is null where the platform gives it later, in an event. */
export type CreatedConversation = { readonly conversationId: string | null };

export type ActiveConversations = {
  readonly conversations: readonly { readonly conversationId: string; readonly sessionKey: string | null }[];
  readonly cursor: string | null;
};

/** The port of the session process: one call is one request. Only `createConversation` has an effect, and may not be repeated blindly. */
export type VirtualAgentPlatform = {
  evaluate(message: { readonly text: string; readonly botId: string }, call?: Call): Promise<Evaluation>;
  createConversation(conversation: NewConversation, call?: Call): Promise<CreatedConversation>;
  listActiveConversations(
    query: { readonly botId: string; readonly cursor: string | null },
    call?: Call,
  ): Promise<ActiveConversations>;
};

/** What analytics know of one conversation; a field that is not there yet is null. */
export type ConversationRecord = {
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly resolution: string | null;
  readonly durationMs: number | null;
  /** Whether a person took part; null where the profile does not tell. */
  readonly hadAgent: boolean | null;
  /** What a CRM knows the case by; null where the profile does not tell. */
  readonly externalTag: string | null;
  readonly externalContactId: string | null;
};

export type ConversationRecordQuery = Interval & {
  readonly conversationId: string;
  readonly cursor: string | null;
};

/** One call is one request, and may be repeated. */
export type ConversationRecords = {
  /** One page of the records of a conversation in the interval; `record` is null when this page has none. */
  fetchConversationRecord(
    query: ConversationRecordQuery,
    call?: Call,
  ): Promise<{ readonly record: ConversationRecord | null; readonly cursor: string | null }>;
};

export type InsightQuery = {
  readonly conversationId: string;
  readonly insightTypes: readonly string[];
  readonly confidenceThreshold: number;
  readonly pageSize: number;
  readonly sortBy: string;
  readonly sortOrder: string;
};

export type InsightPage = {
  readonly insights: readonly Insight[];
  /** Entities that say too little to be an insight. */
  readonly malformed: number;
  /** Entities of another interaction, or of a type that was not asked for. */
  readonly foreign: number;
  readonly cursor: string | null;
  readonly reported: number | null;
};

/** The port of the insights process: one call is one request, and may be repeated. A source without a filter or an order says so by ignoring it. */
export type InsightSource = {
  fetchInsightPage(query: InsightQuery, options: { cursor: string | null } & Call): Promise<InsightPage>;
};

export type SpeechQuery = Interval & {
  readonly modelId: string;
  readonly conversationIds?: readonly string[] | undefined;
  readonly topics?: readonly string[] | undefined;
  /** Only what was scored at least so: it hides the negative ones, and whatever has no score. */
  readonly sentimentAtLeast?: number | undefined;
};

export type SurveyQuery = Interval & { readonly conversationIds?: readonly string[] | undefined };

/** A page of rows that may move while they are read: the reader compares what it has with what is `reported`. */
export type RowPage<Row> = {
  readonly rows: readonly Row[];
  /** Rows that say too little to be counted to a conversation. */
  readonly malformed: number;
  /** Opaque; what the next request of the same query needs. Null on the last page. */
  readonly cursor: string | null;
  readonly reported: number | null;
};

/** The port of the correlation: one call is one request, and may be repeated. */
export type SpeechAnalytics = {
  findModel(modelId: string, call?: Call): Promise<SpeechModel>;
  fetchSpeechPage(query: SpeechQuery, options: { cursor: string | null } & Call): Promise<RowPage<SpeechRow>>;
  fetchSurveyPage(query: SurveyQuery, options: { cursor: string | null } & Call): Promise<RowPage<SurveyRow>>;
};

/** Registering where events go is configuration, made once for each environment. */
export type WebhookRegistry = {
  registerConversationEnded(
    webhook: { readonly name: string; readonly url: string; readonly secret: Secret },
    call?: Call,
  ): Promise<{ readonly id: string }>;
  registerSpeechInsights(
    webhook: {
      readonly name: string;
      readonly url: string;
      readonly bearer: Secret;
      readonly modelId: string;
    },
    call?: Call,
  ): Promise<{ readonly id: string }>;
};

import type { ConversationFacts } from '../../domain/conversation-facts.js';
import type { InputProblem } from '../../domain/invalid-input.js';
import type { Selection } from '../../domain/selection.js';
import type { ConversationSentiment, PolaritySource, ScoreShare } from '../../domain/sentiment.js';
import type { Insight } from '../../domain/insight.js';
import type { SurveyUnknowns } from '../../domain/survey-unknowns.js';
import type { SpeechModel, SpeechRow, SurveyRow } from '../../domain/speech.js';
import type { Evaluation } from '../../domain/virtual-agent-session.js';
import type { Secret } from '../../domain/secret.js';
import type { Interval } from '../../domain/interval.js';

export type SentimentSelection = Selection & {
  readonly conversationIds?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
};

/** A part of a window that is read page after page. */
export type SentimentSlice = Interval & {
  /** It brings no conversation, only what was analysed later of those that other slices have. */
  readonly scoresOnly?: boolean | undefined;
};

export type SentimentQuery = SentimentSlice & SentimentSelection;

export type SentimentPage = {
  /** Each conversation with what is known of its sentiment. One whose shares come apart from it is unscored until they are added. */
  readonly sentiments: readonly ConversationSentiment[];
  readonly shares?: readonly ScoreShare[];
  /** Of the same conversations, where the source tells more of them. */
  readonly facts?: readonly ConversationFacts[];
  /** Conversations that came with the slice, and that began outside it. */
  readonly outside?: number;
  /** Opaque; what the next request of the same query needs. Null on the last page. */
  readonly cursor: string | null;
  /** How many conversations the query has in all, as far as the profile tells. */
  readonly reported: number | null;
};

/** The port of the sentiment process: one call of `fetchSentimentPage` is one request, and may be repeated. */
export type SentimentSource = {
  readonly polaritySource: PolaritySource;
  /** What of a selection this source can't be asked for. */
  refusals(selection: SentimentSelection): readonly InputProblem[];
  /** How an interval is cut to be read side by side: at least `atLeast` slices, if the source can be asked for such. */
  slices(
    query: Interval & SentimentSelection,
    options: { readonly atLeast: number; readonly now: string },
  ): readonly SentimentSlice[];
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

export type SurveyQuery = Interval & {
  readonly conversationIds?: readonly string[] | undefined;
  /** Whether those who took part are wanted with it, where the source tells. */
  readonly withParts?: boolean | undefined;
};

/** A page of rows that may move while they are read: the reader compares what it has with what is `reported`. */
export type RowPage<Row> = {
  readonly rows: readonly Row[];
  /** Rows that say too little to be counted to a conversation. */
  readonly malformed: number;
  /** What is reported and is no row: a conversation without a survey. */
  readonly others?: number;
  /** Opaque; what the next request of the same query needs. Null on the last page. */
  readonly cursor: string | null;
  readonly reported: number | null;
};

export type SurveyPage = RowPage<SurveyRow> & {
  /** Who took part in the conversations of the page, without a score, and what else is known of them. */
  readonly parts?: readonly SpeechRow[];
  readonly facts?: readonly ConversationFacts[];
};

/** The port of the correlation: one call is one request, and may be repeated. */
export type SpeechAnalytics = {
  /** Whether rows of speech may be of conversations outside the window: those count that the pages of surveys have facts of. */
  readonly isPartial: boolean;
  /** What it does not tell of surveys. */
  readonly unknown: SurveyUnknowns;
  /** What of an input this source can't be asked for. */
  refusals(input: { readonly filterAtSource: boolean }): readonly InputProblem[];
  /** How an interval is cut to be read side by side: about `atLeast` parts, if the source can be asked for such. */
  lists(
    query: Interval & { readonly conversationIds?: readonly string[] | undefined },
    options: { readonly atLeast: number; readonly now: string },
  ): { readonly speech: readonly Interval[]; readonly surveys: readonly Interval[] };
  findModel(modelId: string, call?: Call): Promise<SpeechModel>;
  fetchSpeechPage(query: SpeechQuery, options: { cursor: string | null } & Call): Promise<RowPage<SpeechRow>>;
  fetchSurveyPage(query: SurveyQuery, options: { cursor: string | null } & Call): Promise<SurveyPage>;
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

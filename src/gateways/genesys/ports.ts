import type { ConversationSentiment } from '../../domain/sentiment.js';
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

/** What analytics know of one conversation; a field that is not there yet is null. */
export type SessionRecord = {
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly resolution: string | null;
  readonly durationMs: number | null;
  /** Whether a person took part; null where the profile does not tell. */
  readonly hadAgent: boolean | null;
};

/** The port of the session process: one call is one request. Only `createConversation` has an effect, and may not be repeated blindly. */
export type VirtualAgentPlatform = {
  evaluate(message: { readonly text: string; readonly botId: string }, call?: Call): Promise<Evaluation>;
  createConversation(conversation: NewConversation, call?: Call): Promise<CreatedConversation>;
  listActiveConversations(
    query: { readonly botId: string; readonly cursor: string | null },
    call?: Call,
  ): Promise<ActiveConversations>;
  /** One page of the records of a conversation that began at or after `from`; `record` is null when this page has none. */
  fetchSessionRecord(
    query: Interval & { readonly conversationId: string; readonly cursor: string | null },
    call?: Call,
  ): Promise<{ readonly record: SessionRecord | null; readonly cursor: string | null }>;
};

/** Registering where events go is configuration, made once for each environment. */
export type WebhookRegistry = {
  registerConversationEnded(
    webhook: { readonly name: string; readonly url: string; readonly secret: Secret },
    call?: Call,
  ): Promise<{ readonly id: string }>;
};

import type { ConversationSentiment } from '../../domain/sentiment.js';
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

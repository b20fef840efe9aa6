import { z } from 'zod';
import { toUtc, type Interval } from '../../../domain/interval.js';
import type { Send } from '../transport.js';

const PATH = '/api/v2/analytics/transcripts/aggregates/query';

const stats = z.object({ count: z.number().nullish(), sum: z.number().nullish() });
const metric = z.object({ metric: z.string(), stats: stats.nullish() });
const result = z.object({
  group: z.object({
    conversationId: z.uuid().toLowerCase().nullish(),
    userId: z.string().toLowerCase().nullish(),
  }),
  data: z
    .array(
      z.object({
        interval: z.string().regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z\//),
        metrics: z.array(metric).nullish(),
      }),
    )
    .nullish(),
});
/** Results are left out where there are none, but then nothing else is there either: what has other fields is something else. */
const answer = z
  .looseObject({ results: z.array(result).nullish() })
  .refine((body) => 'results' in body || Object.keys(body).length === 0);

type Predicate = { readonly dimension: string; readonly value: string };

/** A request body of `POST …/transcripts/aggregates/query` (`TranscriptAggregationQuery`). */
export type AggregatesBody = {
  readonly interval: string;
  readonly granularity: 'PT1H';
  readonly groupBy: readonly ('conversationId' | 'userId')[];
  readonly metrics: readonly ('oSentimentScore' | 'nTopicCommunications')[];
  readonly filter?: {
    readonly type: 'and';
    readonly clauses: readonly { readonly type: 'or'; readonly predicates: readonly Predicate[] }[];
  };
};

export type AggregatesQuery = Interval & {
  readonly byAgent: boolean;
  /** By dimension: any of the values, of each dimension one. */
  readonly anyOf: Readonly<Record<string, readonly string[]>>;
};

/** By conversation its score; by agent too, each agent's part of it and how often topics were met in it. */
export function aggregatesBody({ from, to, byAgent, anyOf }: AggregatesQuery): AggregatesBody {
  const clauses = Object.entries(anyOf).map(([dimension, values]) => ({
    type: 'or' as const,
    predicates: values.map((value) => ({ dimension, value })),
  }));
  return {
    ...{ interval: `${from}/${to}`, granularity: 'PT1H' },
    groupBy: byAgent ? ['conversationId', 'userId'] : ['conversationId'],
    metrics: byAgent ? ['oSentimentScore', 'nTopicCommunications'] : ['oSentimentScore'],
    ...(clauses.length > 0 && { filter: { type: 'and', clauses } }),
  };
}

/**
 * What one hour has of a conversation, or of an agent's part in it. `sum` is of -100…100 and `count` are communications: another
 * scale than that of a single conversation's answer (laggyzee/genesys-mcp notes both of a live organisation, 2026-09).
 */
export type AggregateGroup = {
  readonly conversationId: string;
  readonly agentId: string | null;
  /** When the hour begins (ISO). */
  readonly hour: string;
  readonly sentiment: { readonly sum: number; readonly count: number } | null;
  readonly topics: number | null;
};

/** All groups of an interval: the answer has no pages. A conversation of which nothing is known has none. */
export async function fetchAggregates(
  send: Send,
  query: AggregatesQuery,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<AggregateGroup[]> {
  const body = aggregatesBody(query);
  const { results } = await send({ method: 'POST', path: PATH, body, ...(signal && { signal }) }, answer);
  return (results ?? []).flatMap(({ group: { conversationId, userId }, data }) =>
    conversationId
      ? (data ?? []).map(({ interval, metrics }) => ({
          ...{ conversationId, agentId: userId ?? null, hour: toUtc(interval.split('/')[0] ?? '') },
          ...figuresOf(metrics ?? []),
        }))
      : [],
  );
}

function figuresOf(
  metrics: readonly z.output<typeof metric>[],
): Pick<AggregateGroup, 'sentiment' | 'topics'> {
  const statsOf = (name: string) => metrics.find((one) => one.metric === name)?.stats;
  const score = statsOf('oSentimentScore');
  return {
    sentiment: score?.count ? { sum: score.sum ?? 0, count: score.count } : null,
    topics: statsOf('nTopicCommunications')?.count ?? null,
  };
}

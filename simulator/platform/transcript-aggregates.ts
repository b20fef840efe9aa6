import { z } from 'zod';
import { toIsoInstant } from '../iso-instant.js';
import { parseFields } from '../parse-fields.js';
import { SCORE_UNITS, type Spoken } from '../speech/spoken.js';
import type { DetailRoom } from './detail-rows.js';
import { queueIdOf } from './detail-record.js';
import { intervalField } from './interval-field.js';
import { filterSchema, matchesFilter, type Dimensions, type Filter } from './predicates.js';
import { topicIdOf } from './topics.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Sums are of whole hundredths of a point of -100…100. */
const UNITS_PER_POINT = SCORE_UNITS / 100;

const METRICS = ['oSentimentScore', 'nTopicCommunications', 'nSpeechTextAnalyzedConversations'] as const;
type Metric = (typeof METRICS)[number];

const querySchema = z.strictObject({
  interval: intervalField,
  metrics: z.array(z.enum(METRICS)).min(1),
  granularity: z.literal('PT1H').optional(),
  groupBy: z.array(z.enum(['conversationId', 'userId'])).min(1),
  filter: filterSchema.optional(),
});

export type AggregateStats = { count: number; sum?: number; min?: number; max?: number };
export type AggregateMetric = { metric: Metric; stats: AggregateStats };
export type AggregateResult = {
  group: { conversationId: string; userId?: string };
  data: { interval: string; metrics: AggregateMetric[] }[];
};
/** Left out where there are none. */
export type AggregatesAnswer = { results?: AggregateResult[] };

export type AggregateRoom = DetailRoom & { spoken: Spoken };

/**
 * What was scored in the interval. By conversation it is its own score, in one part for each hour that it touches; by agent too it is
 * each agent's part. A conversation of which nothing is known has no group.
 */
export function aggregatesAnswerOf(room: AggregateRoom, body: unknown): AggregatesAnswer {
  const { interval, granularity, metrics, groupBy, filter } = parseFields(querySchema, body);
  const { conversations } = room.organisation;
  // One that began the day before may end in the interval.
  const fromIndex = conversations.firstIndexFrom(interval.fromMs - DAY_MS);
  const toIndex = conversations.firstIndexFrom(interval.toMs);
  const partsOf = groupBy.includes('userId') ? agentParts : conversationParts;
  const nameOf = (atMs: number): string => {
    const fromMs = granularity === undefined ? interval.fromMs : Math.floor(atMs / HOUR_MS) * HOUR_MS;
    const toMs = granularity === undefined ? interval.toMs : fromMs + HOUR_MS;
    return `${toIsoInstant(fromMs)}/${toIsoInstant(toMs)}`;
  };
  const results: AggregateResult[] = [];
  for (let index = fromIndex; index < toIndex; index += 1) {
    if (filter !== undefined && !isWanted(room, index, filter)) continue;
    const conversationId = conversations.idAt(index);
    for (const { userId, parts } of partsOf(room, index)) {
      const inside = parts.filter(({ atMs }) => atMs >= interval.fromMs && atMs < interval.toMs);
      const data = groupedBy(inside, ({ atMs }) => nameOf(atMs)).flatMap(([name, some]) => {
        const told = metrics.flatMap((metric) => metricOf(metric, some));
        return told.length > 0 ? [{ interval: name, metrics: told }] : [];
      });
      if (data.length > 0) results.push({ group: { conversationId, ...(userId && { userId }) }, data });
    }
  }
  return results.length > 0 ? { results } : {};
}

/** What was said at a time: scores in ten-thousandths, and how often topics were met. */
type Part = { atMs: number; units: readonly number[]; topics: number };
type Parts = { userId: string | null; parts: Part[] };

function conversationParts({ analysis, clock }: AggregateRoom, index: number): Parts[] {
  const scored = analysis.scoreAt(index, clock.nowMs());
  return [{ userId: null, parts: scored.map(({ atMs, units }) => ({ atMs, units: [units], topics: 1 })) }];
}

function agentParts({ analysis, clock, organisation, spoken }: AggregateRoom, index: number): Parts[] {
  if (clock.nowMs() < analysis.analysedSinceMs(index)) return [];
  const atMs = organisation.conversations.startMsAt(index);
  return spoken.partsAt(index).map(({ agentId, communications, topicHits, sentiment }) => ({
    userId: agentId,
    parts: [
      {
        atMs,
        units:
          sentiment === null ? [] : Array<number>(communications).fill(Math.round(sentiment * SCORE_UNITS)),
        topics: topicHits,
      },
    ],
  }));
}

function groupedBy<T>(values: readonly T[], nameOf: (value: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(nameOf(value), [...(groups.get(nameOf(value)) ?? []), value]);
  return [...groups];
}

function metricOf(metric: Metric, parts: readonly Part[]): AggregateMetric[] {
  const units = parts.flatMap((part) => part.units);
  if (metric === 'oSentimentScore') return units.length > 0 ? [{ metric, stats: statsOf(units) }] : [];
  const count = metric === 'nTopicCommunications' ? parts.reduce((sum, { topics }) => sum + topics, 0) : 1;
  return parts.length > 0 ? [{ metric, stats: { count } }] : [];
}

const statsOf = (units: readonly number[]): AggregateStats => ({
  count: units.length,
  sum: units.reduce((sum, one) => sum + one, 0) / UNITS_PER_POINT,
  min: Math.min(...units) / UNITS_PER_POINT,
  max: Math.max(...units) / UNITS_PER_POINT,
});

function isWanted({ organisation, spoken }: AggregateRoom, index: number, filter: Filter): boolean {
  const conversation = organisation.conversations.at(index);
  const dimensions: Dimensions = {
    conversationId: [conversation.id],
    divisionId: [conversation.divisionId],
    direction: [conversation.direction],
    mediaType: [conversation.mediaType],
    queueId: [queueIdOf(organisation, conversation)],
    topicId: [topicIdOf(spoken.topicAt(index))],
    userId: spoken.partsAt(index).map(({ agentId }) => agentId),
  };
  return matchesFilter(filter, dimensions);
}

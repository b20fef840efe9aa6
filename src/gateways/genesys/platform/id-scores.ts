import { MS_PER_DAY, toUtc, type Interval } from '../../../domain/interval.js';
import type { Send } from '../transport.js';
import type { ReadingStep } from './reading-step.js';
import { fetchAggregates, type AggregateGroup } from './transcript-aggregates.js';

/** Predicates in one filter: 50 work (a limit that users of splunk/genesys_cloud_ta met). */
const IDS_AT_ONCE = 50;
/** Aggregates take at most a year (the published model's description, read 2026-11-20). */
const DAYS_AT_ONCE = 180;

type IdStep = Extract<ReadingStep, { of: 'idScores' }>;

/** One request: scores of some of the named conversations, in a part of the interval; then the next part, then the next ids. */
export async function scoresOfIds(
  send: Send,
  {
    to,
    conversationIds = [],
    ...query
  }: Interval & { readonly conversationIds?: readonly string[] | undefined },
  { step, byAgent }: { readonly step: IdStep; readonly byAgent: boolean },
  signal?: AbortSignal,
): Promise<{ groups: readonly AggregateGroup[]; next: IdStep | null }> {
  const ids = conversationIds.slice(step.offset, step.offset + IDS_AT_ONCE);
  const endMs = Math.min(Date.parse(to), Date.parse(step.from) + DAYS_AT_ONCE * MS_PER_DAY);
  const span = { from: step.from, to: toUtc(endMs) };
  const groups = await fetchAggregates(
    send,
    { ...span, byAgent, anyOf: { conversationId: ids } },
    { signal },
  );
  if (endMs < Date.parse(to)) return { groups, next: { ...step, from: span.to } };
  const offset = step.offset + ids.length;
  return {
    groups,
    next: offset < conversationIds.length ? { of: 'idScores', offset, from: query.from } : null,
  };
}

import type { Interval } from '../../../domain/interval.js';
import type { SentimentSelection } from '../ports.js';
import { factsOf, mediaTypesOf, type ConversationDetail } from './conversation-detail.js';

export type Predicate = { readonly dimension: string; readonly value: string };
export type Filter = { readonly type: 'or'; readonly predicates: readonly Predicate[] };

const anyOf = (dimension: string, values: readonly string[] | undefined): Filter[] =>
  values && values.length > 0
    ? [{ type: 'or', predicates: values.map((value) => ({ dimension, value })) }]
    : [];

/**
 * A selection in the published filters. A dimension in the wrong bucket is ignored without an error (seen on a live organisation by
 * laggyzee/genesys-mcp, 2026-09): queue, agent and media are of segments, division and direction of conversations.
 */
export const selectionFilters = (selection: SentimentSelection) => {
  const { queueIds, agentIds, mediaTypes, directions, divisionIds } = selection;
  const segmentFilters = [
    ...anyOf('queueId', queueIds),
    ...anyOf('userId', agentIds),
    ...anyOf('mediaType', mediaTypes),
  ];
  const conversationFilters = [
    ...anyOf('originatingDirection', directions),
    ...anyOf('divisionId', divisionIds),
  ];
  return {
    ...(segmentFilters.length > 0 && { segmentFilters }),
    ...(conversationFilters.length > 0 && { conversationFilters }),
  };
};

/** Whether a record is what was asked for, by what it says itself: the proof that no filter was ignored. */
export function isSelected(
  detail: ConversationDetail,
  { from, to }: Interval,
  selection: SentimentSelection,
): boolean {
  const { startedAt, queueIds, agentIds, direction, divisionIds } = factsOf(detail);
  const startMs = Date.parse(startedAt);
  return (
    startMs >= Date.parse(from) &&
    startMs < Date.parse(to) &&
    isAmong(queueIds, selection.queueIds) &&
    isAmong(agentIds, selection.agentIds) &&
    isAmong(mediaTypesOf(detail), selection.mediaTypes) &&
    isAmong(direction === null ? [] : [direction], selection.directions) &&
    isAmong(divisionIds, selection.divisionIds)
  );
}

const isAmong = (values: readonly string[], wanted: readonly string[] | undefined): boolean =>
  wanted === undefined || values.some((value) => wanted.includes(value));

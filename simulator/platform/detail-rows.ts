import { z } from 'zod';
import type { Clock } from '../clock.js';
import type { Organisation } from '../organisation.js';
import type { SelectionCache } from '../speech/selection-cache.js';
import type { Analysis } from './analysis.js';
import type { DetailRecord } from './detail-record.js';
import { intervalField } from './interval-field.js';
import type { PlatformSettings } from './platform-settings.js';
import { filterSchema, matchesFilter, type Dimensions, type Filter } from './predicates.js';

const DAY_MS = 86_400_000;

export const selectionSchema = z.strictObject({
  interval: intervalField,
  order: z.literal('asc').optional(),
  orderBy: z.literal('conversationStart').optional(),
  conversationFilters: z.array(filterSchema).default([]),
  segmentFilters: z.array(filterSchema).default([]),
});
export type DetailSelection = z.output<typeof selectionSchema>;

export type DetailRoom = {
  organisation: Organisation;
  clock: Clock;
  settings: PlatformSettings;
  analysis: Analysis;
  selections: SelectionCache;
  recordAt(index: number): DetailRecord;
};

/** Indexes of the conversations that started on a day which the interval touches, and that can be found by now. */
export function detailRows(room: DetailRoom, { interval, ...filters }: DetailSelection): Uint32Array {
  const { conversations } = room.organisation;
  const fromIndex = conversations.firstIndexFrom(Math.floor(interval.fromMs / DAY_MS) * DAY_MS);
  const toIndex = conversations.firstIndexFrom(Math.ceil(interval.toMs / DAY_MS) * DAY_MS);
  const nowMs = room.clock.nowMs();
  const { conversationFilters, segmentFilters } = filters;
  const key = JSON.stringify(['details', fromIndex, toIndex, conversationFilters, segmentFilters]);
  return room.selections.rowsOf(key, nowMs, () => {
    const rows: number[] = [];
    let sinceMs = -Infinity;
    let untilMs = Infinity;
    for (let index = fromIndex; index < toIndex; index += 1) {
      const foundMs = room.analysis.foundSinceMs(index);
      if (foundMs > nowMs) untilMs = Math.min(untilMs, foundMs);
      else {
        sinceMs = Math.max(sinceMs, foundMs);
        if (isWanted(room, index, { conversationFilters, segmentFilters })) rows.push(index);
      }
    }
    return { rows: Uint32Array.from(rows), sinceMs, untilMs };
  });
}

type Filters = { conversationFilters: Filter[]; segmentFilters: Filter[] };

function isWanted(
  room: DetailRoom,
  index: number,
  { conversationFilters, segmentFilters }: Filters,
): boolean {
  if (conversationFilters.length + segmentFilters.length === 0) return true;
  const record = room.recordAt(index);
  const segments = segmentsOf(record);
  return (
    conversationFilters.every((filter) => matchesFilter(filter, dimensionsOf(record))) &&
    segmentFilters.every((filter) => segments.some((segment) => matchesFilter(filter, segment)))
  );
}

const dimensionsOf = (record: DetailRecord): Dimensions => ({
  conversationId: [record.conversationId],
  conversationEnd: record.conversationEnd === undefined ? [] : [record.conversationEnd],
  divisionId: record.divisionIds,
  originatingDirection: [record.originatingDirection],
});

const segmentsOf = ({ participants }: DetailRecord): Dimensions[] =>
  participants.flatMap(({ purpose, userId, sessions }) =>
    sessions.flatMap(({ mediaType, direction, segments }) =>
      segments.map(({ queueId }) => ({
        purpose: [purpose],
        userId: userId === undefined ? [] : [userId],
        mediaType: [mediaType],
        direction: [direction],
        queueId: queueId === undefined ? [] : [queueId],
      })),
    ),
  );

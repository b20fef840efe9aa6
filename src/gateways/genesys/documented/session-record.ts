import { z } from 'zod';
import { toUtc, type Interval } from '../../../domain/interval.js';
import type { SessionRecord } from '../ports.js';
import { conversationId } from './conversation-id.js';

/** The document's, sent exactly so. */
const SELECT = ['conversationId', 'startTime', 'endTime', 'resolutionStatus', 'duration'];

/** The document's filter form. It looks a day back; a session may be older than that, so the window is the caller's. */
export const recordQuery = (query: Interval & { conversationId: string; cursor: string | null }) => ({
  dateFrom: toUtc(query.from),
  dateTo: toUtc(query.to),
  filter: [{ dimension: 'conversationId', operator: 'equals', value: query.conversationId }],
  select: SELECT,
  ...(query.cursor !== null && { nextPageToken: query.cursor }),
});

const instant = z.iso.datetime({ offset: true }).transform(toUtc).nullish();

const rows = z.array(
  z.object({
    conversationId,
    startTime: instant,
    endTime: instant,
    resolutionStatus: z.string().trim().nullish(),
    duration: z.number().nonnegative().nullish(),
  }),
);

/** `entities` as everywhere else on this endpoint, or `data`, the name in the only line that the document has on the answer. */
export const sessionRecords = z
  .object({
    entities: rows.optional(),
    data: rows.optional(),
    nextPageToken: z.string().nullish(),
  })
  .refine(({ entities, data }) => entities ?? data, { path: ['entities'] });

/** The record of one conversation on a page. `duration` is taken for milliseconds: the document names no unit. */
export function recordOf(
  id: string,
  page: z.output<typeof sessionRecords>,
): { record: SessionRecord | null; cursor: string | null } {
  const row = (page.entities ?? page.data ?? []).find((one) => one.conversationId === id.toLowerCase());
  const record = row && {
    startedAt: row.startTime ?? null,
    endedAt: row.endTime ?? null,
    resolution: row.resolutionStatus || null,
    durationMs: row.duration ?? null,
    hadAgent: null,
  };
  return { record: record ?? null, cursor: page.nextPageToken || null };
}

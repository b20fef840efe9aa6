import { z } from 'zod';
import { toUtc } from '../../../domain/interval.js';
import type { ConversationRecord, ConversationRecordQuery, ConversationRecords } from '../ports.js';
import type { Send } from '../transport.js';
import { conversationId } from './conversation-id.js';

const DETAILS_QUERY = '/api/v2/analytics/conversations/details/query';

/** The document's, sent exactly so. */
const SELECT = ['conversationId', 'startTime', 'endTime', 'resolutionStatus', 'duration'];

/** The document's filter form. It looks a day back; a session may be older than that, so the window is the caller's. */
const recordQuery = (query: ConversationRecordQuery) => ({
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
const records = z
  .object({
    entities: rows.optional(),
    data: rows.optional(),
    nextPageToken: z.string().nullish(),
  })
  .refine(({ entities, data }) => entities ?? data, { path: ['entities'] });

/** The record of one conversation on a page. `duration` is taken for milliseconds: the document names no unit. */
function recordOf(
  id: string,
  page: z.output<typeof records>,
): { record: ConversationRecord | null; cursor: string | null } {
  const row = (page.entities ?? page.data ?? []).find((one) => one.conversationId === id.toLowerCase());
  const record = row && {
    startedAt: row.startTime ?? null,
    endedAt: row.endTime ?? null,
    resolution: row.resolutionStatus || null,
    durationMs: row.duration ?? null,
    hadAgent: null,
    externalTag: null,
    externalContactId: null,
  };
  return { record: record ?? null, cursor: page.nextPageToken || null };
}

/** Records of conversations by the virtual-agent document's contract. */
export const createDocumentedConversationRecords = (send: Send): ConversationRecords => ({
  async fetchConversationRecord(query, call) {
    const request = { method: 'POST', path: DETAILS_QUERY, body: recordQuery(query), ...call } as const;
    return recordOf(query.conversationId, await send(request, records));
  },
});

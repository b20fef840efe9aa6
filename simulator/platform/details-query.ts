import { z } from 'zod';
import { GenesysError } from '../genesys-error.js';
import { parseFields } from '../parse-fields.js';
import { detailRows, selectionSchema, type DetailRoom } from './detail-rows.js';
import type { DetailRecord } from './detail-record.js';

const DAY_MS = 86_400_000;
const MAX_DAYS = { filtered: 31, unfiltered: 7 };
const MAX_PAGE_SIZE = 100;
const MAX_RESULTS = 100_000;

const querySchema = z.strictObject({
  ...selectionSchema.shape,
  paging: z
    .strictObject({ pageSize: z.int().min(1).max(MAX_PAGE_SIZE), pageNumber: z.int().min(1) })
    .default({ pageSize: 25, pageNumber: 1 }),
});

/** Left out where there are none, as Genesys does. */
export type DetailsAnswer = { conversations?: DetailRecord[]; totalHits: number };

/** The published form has an interval, where the documents' have two dates. */
export const isDetailsQuery = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'interval' in body;

/** Throws GenesysError 400 for a field that is wrong, for an interval that is too long and for a page that lies too deep. */
export function detailsAnswerOf(room: DetailRoom, body: unknown): DetailsAnswer {
  const query = parseFields(querySchema, body);
  const { interval, conversationFilters, segmentFilters, paging } = query;
  const isFiltered = conversationFilters.length + segmentFilters.length > 0;
  const days = isFiltered ? MAX_DAYS.filtered : MAX_DAYS.unfiltered;
  if (interval.toMs - interval.fromMs > days * DAY_MS) {
    const message = `You must specify a search interval as part of your query that does not exceed ${String(days)} days.`;
    throw new GenesysError({ status: 400, code: 'bad.request', message });
  }
  if (paging.pageNumber * paging.pageSize > MAX_RESULTS) {
    const message = `Pagination may not exceed ${String(MAX_RESULTS)} results. Tip: query in smaller intervals.`;
    throw new GenesysError({ status: 400, code: 'bad.request', message });
  }
  const rows = detailRows(room, query);
  const from = (paging.pageNumber - 1) * paging.pageSize;
  const conversations = Array.from(rows.subarray(from, from + paging.pageSize), (index) =>
    room.recordAt(index),
  );
  return { ...(conversations.length > 0 && { conversations }), totalHits: rows.length };
}

const MAX_IDS = 100;

/** Named conversations, as far as they can be found by now. Throws GenesysError 400 for more than a hundred. */
export function detailsOfIds(room: DetailRoom, ids: readonly string[]): Pick<DetailsAnswer, 'conversations'> {
  if (ids.length > MAX_IDS) {
    throw new GenesysError({ status: 400, code: 'bad.request', message: 'Too many ids in one request.' });
  }
  const { conversations } = room.organisation;
  const found = [...new Set(ids)]
    .flatMap((id) => conversations.indexOf(id) ?? [])
    .filter((index) => room.analysis.foundSinceMs(index) <= room.clock.nowMs());
  return found.length > 0 ? { conversations: found.map((index) => room.recordAt(index)) } : {};
}

import { z } from 'zod';
import type { Interval } from '../../../domain/interval.js';
import type { SentimentSelection } from '../ports.js';
import type { Send } from '../transport.js';
import { conversationDetail, type ConversationDetail } from './conversation-detail.js';
import { selectionFilters, type Filter } from './selection-filters.js';

const QUERY = '/api/v2/analytics/conversations/details/query';
const BY_IDS = '/api/v2/analytics/conversations/details';

/** The largest that peers use; Genesys publishes none. */
export const PAGE_SIZE = 100;
/** How deep pages may lie: "Pagination may not exceed 100000 results" (changelog of splunk/genesys_cloud_ta 0.2.2). */
export const MAX_RESULTS = 100_000;

/** Both are optional there, but what has neither is no page without rows: it is something else. */
const answer = z
  .object({
    conversations: z.array(conversationDetail).nullish(),
    totalHits: z.int().nonnegative().nullish(),
  })
  .refine(({ conversations, totalHits }) => Boolean(conversations) || typeof totalHits === 'number');

/** Nothing but the records: where none of the ids is known there is nothing. */
const ofIds = z.object({ conversations: z.array(conversationDetail).nullish() });

/** A request body of `POST …/details/query` (`ConversationQuery`). */
export type DetailsQueryBody = {
  readonly interval: string;
  readonly order: 'asc';
  readonly orderBy: 'conversationStart';
  readonly paging: { readonly pageSize: number; readonly pageNumber: number };
  readonly conversationFilters?: readonly Filter[];
  readonly segmentFilters?: readonly Filter[];
};

export const detailsQueryBody = (
  { from, to, ...selection }: Interval & SentimentSelection,
  pageNumber: number,
): DetailsQueryBody => ({
  interval: `${from}/${to}`,
  order: 'asc',
  orderBy: 'conversationStart',
  paging: { pageSize: PAGE_SIZE, pageNumber },
  ...selectionFilters(selection),
});

export type DetailsPage = {
  readonly details: readonly ConversationDetail[];
  /** How many the query has in all; it may change while its pages are read. */
  readonly totalHits: number | null;
};

type Call = { readonly signal?: AbortSignal | undefined };

/** One page, from 1 on. */
export async function fetchDetailsPage(
  send: Send,
  query: Interval & SentimentSelection & { readonly pageNumber: number },
  { signal }: Call,
): Promise<DetailsPage> {
  const { pageNumber, ...asked } = query;
  const body = detailsQueryBody(asked, pageNumber);
  const page = await send({ method: 'POST', path: QUERY, body, ...(signal && { signal }) }, answer);
  return { details: page.conversations ?? [], totalHits: page.totalHits ?? null };
}

/** Named conversations, whenever they were held. What is not found is left out. At most 100 at once. */
export async function fetchDetailsOf(
  send: Send,
  conversationIds: readonly string[],
  { signal }: Call,
): Promise<readonly ConversationDetail[]> {
  const query = { id: conversationIds.join(',') };
  const page = await send({ method: 'GET', path: BY_IDS, query, ...(signal && { signal }) }, ofIds);
  return page.conversations ?? [];
}

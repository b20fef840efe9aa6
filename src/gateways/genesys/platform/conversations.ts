import type { SentimentQuery } from '../ports.js';
import { GenesysHttpError } from '../errors.js';
import type { Send } from '../transport.js';
import type { ConversationDetail } from './conversation-detail.js';
import { fetchAvailability, fetchJobResults, fetchJobState, submitJob } from './details-job.js';
import { fetchDetailsOf, fetchDetailsPage, MAX_RESULTS, PAGE_SIZE } from './details-query.js';
import type { ReadingStep } from './reading-step.js';
import { isSelected } from './selection-filters.js';

/** What one request brought of a slice's conversations. */
export type ConversationsPage = {
  readonly details: readonly ConversationDetail[];
  /** Records that came with the slice and are none of it. */
  readonly outside: number;
  /** How many the slice has, with those outside it, as far as the route tells. */
  readonly reported: number | null;
  /** How many records there are about, for whoever plans by it. */
  readonly total: number | null;
  /** The next step of reading records; null when there are no more. */
  readonly next: ReadingStep | null;
};

/** Multi-get; nothing is published of its limit, and 100 work (users of splunk/genesys_cloud_ta). */
const IDS_AT_ONCE = 100;
const FORBIDDEN = 403;

type RecordStep = Exclude<ReadingStep, { of: 'scores' | 'idScores' | 'topics' }>;

/**
 * One request. A day with more than the query gives, or a query that the organisation forbids, goes by job.
 * @throws {GenesysNotYetError} while a job, or what it would need, is not ready
 */
export async function readConversations(
  send: Send,
  query: SentimentQuery,
  step: RecordStep,
  signal?: AbortSignal,
): Promise<ConversationsPage> {
  switch (step.of) {
    case 'page':
      return readPage(send, query, step.page, signal);
    case 'ids':
      return readIds(send, query, step, signal);
    case 'availability':
      await fetchAvailability(send, query, signal);
      return nothing({ of: 'submit', total: step.total });
    case 'submit':
      return nothing({ ...step, of: 'job', jobId: await submitJob(send, query, signal) });
    case 'job':
      await fetchJobState(send, step.jobId, signal);
      return nothing({ ...step, of: 'results', cursor: null });
    case 'results':
      return readResults(send, query, step, signal);
  }
}

const nothing = (next: ReadingStep): ConversationsPage => ({
  ...{ details: [], outside: 0, reported: null, total: null },
  next,
});

async function readPage(
  send: Send,
  query: SentimentQuery,
  pageNumber: number,
  signal?: AbortSignal,
): Promise<ConversationsPage> {
  const page = await fetchDetailsPage(send, { ...query, pageNumber }, { signal }).catch((error: unknown) => {
    if (pageNumber === 1 && error instanceof GenesysHttpError && error.status === FORBIDDEN) return null;
    throw error;
  });
  if (page === null || (page.totalHits ?? 0) > MAX_RESULTS)
    return nothing({ of: 'availability', total: page?.totalHits ?? null });
  const { details, totalHits } = page;
  const isLast = details.length < PAGE_SIZE || pageNumber * PAGE_SIZE >= (totalHits ?? Infinity);
  return {
    ...selected(details, query),
    ...{ reported: totalHits, total: totalHits },
    next: isLast ? null : { of: 'page', page: pageNumber + 1 },
  };
}

async function readIds(
  send: Send,
  query: SentimentQuery,
  { offset, found: before }: { readonly offset: number; readonly found: number },
  signal?: AbortSignal,
): Promise<ConversationsPage> {
  const { conversationIds = [] } = query;
  const ids = conversationIds.slice(offset, offset + IDS_AT_ONCE);
  const end = offset + ids.length;
  const details = await fetchDetailsOf(send, ids, { signal });
  const found = before + details.length;
  return {
    ...selected(details, query),
    // Ids have no total of their own: what was found is what there is.
    ...{ reported: found, total: found },
    next: end < conversationIds.length ? { of: 'ids', offset: end, found } : null,
  };
}

async function readResults(
  send: Send,
  query: SentimentQuery,
  step: Extract<ReadingStep, { of: 'results' }>,
  signal?: AbortSignal,
): Promise<ConversationsPage> {
  const { details, cursor } = await fetchJobResults(send, step, signal);
  return {
    ...selected(details, query),
    ...{ reported: step.total, total: step.total },
    next: cursor === null ? null : { ...step, cursor },
  };
}

function selected(details: readonly ConversationDetail[], query: SentimentQuery) {
  const inside = details.filter((detail) => isSelected(detail, query, query));
  return { details: inside, outside: details.length - inside.length };
}

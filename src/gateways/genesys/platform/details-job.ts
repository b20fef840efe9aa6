import { z } from 'zod';
import type { Interval } from '../../../domain/interval.js';
import { GenesysNotYetError, GenesysShapeError } from '../errors.js';
import type { SentimentSelection } from '../ports.js';
import type { Send } from '../transport.js';
import { conversationDetail, type ConversationDetail } from './conversation-detail.js';
import { selectionFilters, type Filter } from './selection-filters.js';

const JOBS = '/api/v2/analytics/conversations/details/jobs';
const JOB = `${JOBS}/{jobId}`;
const AVAILABILITY = `${JOBS}/availability`;
/** Between 2,000 and 10,000 are in use; with all participants, a thousand fit an answer well. */
const RESULTS_AT_ONCE = '1000';
/** How long to leave a job alone. */
const POLL_MS = 5000;
/** Availability moves by hours. */
const AVAILABILITY_MS = 10 * 60_000;

type Call = AbortSignal | undefined;

/** A request body of `POST …/details/jobs` (`AsyncConversationQuery`). */
export type DetailsJobBody = {
  readonly interval: string;
  readonly order: 'asc';
  readonly orderBy: 'conversationStart';
  /** As the query does: conversations that started on a day of the interval, not all that were active in it. */
  readonly startOfDayIntervalMatching: true;
  readonly conversationFilters?: readonly Filter[];
  readonly segmentFilters?: readonly Filter[];
};

export const detailsJobBody = ({
  from,
  to,
  ...selection
}: Interval & SentimentSelection): DetailsJobBody => ({
  interval: `${from}/${to}`,
  order: 'asc',
  orderBy: 'conversationStart',
  startOfDayIntervalMatching: true,
  ...selectionFilters(selection),
});

/**
 * Jobs over what is not there yet give a part of it, and no error says so (seen on a live organisation by laggyzee/genesys-mcp,
 * 2026-09: 83 of 669 missing).
 * @throws {GenesysNotYetError} while jobs do not reach the end of the interval
 */
export async function fetchAvailability(send: Send, { to }: Interval, signal: Call): Promise<void> {
  const { dataAvailabilityDate } = await send(
    { method: 'GET', path: AVAILABILITY, ...(signal && { signal }) },
    z.object({ dataAvailabilityDate: z.iso.datetime({ offset: true }) }),
  );
  if (Date.parse(dataAvailabilityDate) < Date.parse(to))
    throw new GenesysNotYetError(`jobs reach ${dataAvailabilityDate}, and ${to} is wanted`, AVAILABILITY_MS);
}

export async function submitJob(
  send: Send,
  query: Interval & SentimentSelection,
  signal: Call,
): Promise<string> {
  const body = detailsJobBody(query);
  const answer = z.object({ jobId: z.string().min(1) });
  return (await send({ method: 'POST', path: JOBS, body, ...(signal && { signal }) }, answer)).jobId;
}

/** A state that is not known yet is one to wait for; only these are the end of a job. */
const LOST: readonly string[] = ['FAILED', 'CANCELLED', 'EXPIRED'];

/** @throws {GenesysNotYetError} while it is at work */
export async function fetchJobState(send: Send, jobId: string, signal: Call): Promise<void> {
  const path = JOB.replace('{jobId}', encodeURIComponent(jobId));
  const { state } = await send(
    { method: 'GET', path, route: JOB, ...(signal && { signal }) },
    z.object({ state: z.string() }),
  );
  if (state === 'FULFILLED') return;
  if (LOST.includes(state)) {
    throw new GenesysShapeError(`the job ended as ${state}`, {
      operation: `GET ${JOB}`,
      correlationId: null,
    });
  }
  throw new GenesysNotYetError('the job is at work', POLL_MS);
}

const results = z.object({
  conversations: z.array(conversationDetail).nullish(),
  cursor: z.string().nullish(),
});

/** An empty page with a cursor is not the last one. */
export async function fetchJobResults(
  send: Send,
  { jobId, cursor }: { readonly jobId: string; readonly cursor: string | null },
  signal: Call,
): Promise<{ details: readonly ConversationDetail[]; cursor: string | null }> {
  const route = `${JOB}/results`;
  const path = route.replace('{jobId}', encodeURIComponent(jobId));
  const query = { pageSize: RESULTS_AT_ONCE, ...(cursor !== null && { cursor }) };
  const page = await send({ method: 'GET', path, route, query, ...(signal && { signal }) }, results);
  return { details: page.conversations ?? [], cursor: page.cursor || null };
}

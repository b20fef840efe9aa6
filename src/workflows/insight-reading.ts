import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities, GenesysActivities } from '../activities/index.js';
import type { InsightsPlan } from '../contracts/sync-insights.js';
import type { InsightStop } from '../domain/insight-completeness.js';
import { MAX_SLICE_DAYS, MS_PER_DAY, toUtc } from '../domain/interval.js';
import { GENESYS_READ, STORE_STEP } from './activity-options.js';
import { failureTypeOf } from './failure.js';
import { now } from './now.js';

const { fetchInsightPage, fetchConversationEnd } = proxyActivities<GenesysActivities>(GENESYS_READ);
const { stopInsights } = proxyLocalActivities<Activities>(STORE_STEP);

/** Where the reading of one conversation stands. JSON, because it is carried over `continueAsNew`. */
export type ConversationReading = {
  readonly conversationId: string;
  /** What its insights are judged by: when its reading began, and the instant at which their age is told. */
  judgedAt: { readonly now: string; readonly ageAt: string } | null;
  pages: number;
  insights: number;
  cursor: string | null;
  done: boolean;
};

export const newReading = (conversationId: string): ConversationReading => ({
  conversationId,
  judgedAt: null,
  pages: 0,
  insights: 0,
  cursor: null,
  done: false,
});

export type ReadOptions = {
  readonly runId: string;
  readonly plan: InsightsPlan;
  /** Asked before each page; once true no further page is begun, and those under way are waited for. */
  readonly shouldPause: () => boolean;
  readonly onPage: (insights: number) => void;
};

/** What is the end of one conversation's reading only. A refusal of anything else would be that of all. */
const OUTCOMES: Readonly<Record<string, InsightStop>> = {
  Forbidden: 'forbidden',
  NotFound: 'notFound',
  UnexpectedResponse: 'unexpectedResponse',
};

/** Reads what is left of a conversation, and leaves in it how far it came. */
export async function readConversation(reading: ConversationReading, options: ReadOptions): Promise<void> {
  reading.judgedAt ??= await judgedAt(reading, options);
  while (!reading.done && !options.shouldPause()) {
    const stopped = await readPage(reading, reading.judgedAt, options);
    if (stopped === null) continue;
    await stopInsights({ runId: options.runId, conversationId: reading.conversationId, stopped });
    reading.done = true;
  }
}

/** The latest days that one request may ask for: of an older conversation no end is found, and now is the stricter rule. */
async function judgedAt({ conversationId }: ConversationReading, { runId, plan }: ReadOptions) {
  const startedAt = now();
  if (plan.ageFrom === 'now') return { now: startedAt, ageAt: startedAt };
  const from = toUtc(Date.parse(startedAt) - MAX_SLICE_DAYS * MS_PER_DAY);
  const { endedAt } = await fetchConversationEnd.executeWithOptions(
    { summary: `when ${conversationId} ended` },
    [{ runId, conversationId, from, to: startedAt }],
  );
  return { now: startedAt, ageAt: endedAt ?? startedAt };
}

/** Null: it came to its end, or goes on. */
async function readPage(
  reading: ConversationReading,
  judged: { readonly now: string; readonly ageAt: string },
  { runId, plan, onPage }: ReadOptions,
): Promise<InsightStop | null> {
  const { conversationId, pages, cursor } = reading;
  const { insightTypes, confidenceThreshold, pageSize, sortBy, sortOrder, maxAgeHours, onPersonalData } =
    plan;
  const query = { conversationId, insightTypes, confidenceThreshold, pageSize, sortBy, sortOrder };
  const policy = { ...judged, maxAgeHours, confidenceThreshold, onPersonalData };
  const atMost = plan.maxInsights === undefined ? null : plan.maxInsights - reading.insights;
  try {
    const page = await fetchInsightPage.executeWithOptions(
      { summary: `${conversationId}, page ${pages + 1}` },
      [{ runId, page: pages, query, cursor, policy, atMost }],
    );
    reading.pages += 1;
    reading.insights += page.added;
    reading.cursor = page.cursor;
    onPage(page.added);
    if (page.beyondMax > 0) return 'maxInsights';
    if (page.repeatsCursor) return 'repeatedPageToken';
    if (page.cursor === null) reading.done = true;
    else if (reading.insights === plan.maxInsights) return 'maxInsights';
    else if (reading.pages >= plan.pageCap) return 'pageCap';
    return null;
  } catch (error) {
    const outcome = OUTCOMES[failureTypeOf(error) ?? ''];
    if (outcome === undefined) throw error;
    return outcome;
  }
}

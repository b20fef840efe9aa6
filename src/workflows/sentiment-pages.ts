import { proxyActivities } from '@temporalio/workflow';
import type { GenesysActivities } from '../activities/index.js';
import type { AcceptedSentiment, SentimentPlan } from '../contracts/analyze-sentiment.js';
import type { IncompleteReason } from '../domain/completeness.js';
import { sliceInterval, type Interval } from '../domain/interval.js';
import { SELECTION_FIELDS } from '../domain/selection.js';
import { GENESYS_READ } from './activity-options.js';
import { failureTypeOf } from './failure.js';

const { fetchSentimentPage } = proxyActivities<GenesysActivities>(GENESYS_READ);

/** Where the reading of one slice stands. JSON, because it is carried over `continueAsNew`. */
export type SliceReading = Interval & {
  readonly scoresOnly?: boolean | undefined;
  cursor: string | null;
  pages: number;
  conversations: number;
  done: boolean;
  stopped: IncompleteReason | null;
};

/** A plan that was recorded before it named how many slices it wants, or which. */
type EarlierPlan = Omit<SentimentPlan, 'slices'> & {
  readonly slices?: number;
  readonly reading?: AcceptedSentiment['reading'];
};

export const planSlices = (plan: EarlierPlan): SliceReading[] =>
  slicesOf(plan).map((slice) => ({
    ...slice,
    cursor: null,
    pages: 0,
    conversations: 0,
    done: false,
    stopped: null,
  }));

const slicesOf = (plan: EarlierPlan) =>
  plan.reading?.slices ?? sliceInterval(plan, { atLeast: plan.slices ?? plan.concurrency });

type ReadOptions = {
  readonly runId: string;
  readonly plan: SentimentPlan;
  /** Asked before each page; once true no further page is begun, and those under way are waited for. */
  readonly shouldPause: () => boolean;
  readonly onPage: () => void;
};

/** Reads what is left of the slices, `plan.concurrency` side by side, and leaves in them how far it came. */
export async function readSlices(slices: SliceReading[], options: ReadOptions): Promise<void> {
  const waiting = slices.map((slice, index) => ({ slice, index })).filter(({ slice }) => !slice.done);
  const lane = async () => {
    for (let next = waiting.shift(); next && !options.shouldPause(); next = waiting.shift()) {
      await readSlice(next.slice, next.index, options);
    }
  };
  await Promise.all(Array.from({ length: options.plan.concurrency }, lane));
}

async function readSlice(reading: SliceReading, slice: number, options: ReadOptions): Promise<void> {
  while (!reading.done && !options.shouldPause()) {
    await readPage(reading, slice, options);
    options.onPage();
  }
}

async function readPage(reading: SliceReading, slice: number, { runId, plan }: ReadOptions): Promise<void> {
  const { from, to, scoresOnly, cursor } = reading;
  const query = { from, to, scoresOnly, ...selectionOf(plan) };
  try {
    const page = await fetchSentimentPage.executeWithOptions(
      { summary: `slice ${slice + 1} from ${from}, page ${reading.pages + 1}` },
      [{ runId, slice, page: reading.pages, query, cursor }],
    );
    reading.pages += 1;
    reading.conversations += page.fetched;
    reading.cursor = page.cursor;
    if (page.repeatsCursor) stop(reading, 'repeatedPageToken');
    else if (page.cursor === null) reading.done = true;
    else if (reading.pages >= plan.pageCap) stop(reading, 'pageCap');
  } catch (error) {
    if (failureTypeOf(error) !== 'ModelUnavailable') throw error;
    stop(reading, 'modelUnavailable');
  }
}

const selectionOf = (plan: SentimentPlan) => ({
  conversationIds: plan.conversationIds,
  languages: plan.languages,
  ...Object.fromEntries(SELECTION_FIELDS.map((field) => [field, plan[field]])),
});

function stop(reading: SliceReading, reason: IncompleteReason): void {
  reading.stopped = reason;
  reading.done = true;
}

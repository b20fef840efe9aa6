import { proxyActivities } from '@temporalio/workflow';
import type { GenesysActivities } from '../activities/index.js';
import type { AcceptedCsat } from '../contracts/correlate-csat.js';
import type { SourceCounts } from '../domain/csat-completeness.js';
import { MS_PER_DAY, sliceInterval, type Interval } from '../domain/interval.js';
import { GENESYS_READ } from './activity-options.js';

const { fetchSpeechPage, fetchSurveyPage } = proxyActivities<GenesysActivities>(GENESYS_READ);

/** Where the reading of one list of rows stands. JSON, because it is carried over `continueAsNew`. */
export type ListReading = Interval & {
  readonly kind: 'speech' | 'surveys';
  /** The only topic that it asks for, where figures by topic are wanted. */
  readonly topic: string | null;
  readonly slice: number;
  /** How often it was begun in all, and since it was last wanted. */
  pass: number;
  tries: number;
  page: number;
  cursor: string | null;
  /** Of this pass. */
  received: number;
  malformed: number;
  /** Absent in what was carried over before there were any. */
  others?: number;
  /** Rows that the store has of it, from all passes. */
  unique: number;
  reported: number | null;
  rereads: number;
  stopped: boolean;
  done: boolean;
};

/** A list that moves while it is read is read again; one that never closes is left as it is, and said to be. */
const MAX_TRIES = 3;

const MS_PER_HOUR = 3_600_000;

export function planLists(plan: AcceptedCsat): ListReading[] {
  const { topics, groupBy } = plan;
  const { speech, surveys } = plan.reading ?? earlierReading(plan);
  const split = groupBy.includes('topic') ? (topics ?? []) : [null];
  const list = (kind: ListReading['kind'], topic: string | null, cuts: readonly Interval[]) =>
    cuts.map((cut, slice): ListReading => ({ kind, topic, ...cut, slice, ...UNREAD }));
  return [...split.flatMap((topic) => list('speech', topic, speech)), ...list('surveys', null, surveys)];
}

/** Of a plan that was recorded before sources were asked: cuts on whole hours, one list for named conversations. */
function earlierReading({ interval, conversationIds, slices }: AcceptedCsat) {
  const hours = Math.floor((Date.parse(interval.to) - Date.parse(interval.from)) / MS_PER_HOUR);
  const atLeast = conversationIds ? 1 : Math.max(1, Math.min(slices, hours));
  const cuts = sliceInterval(interval, {
    atLeast,
    grain: MS_PER_HOUR,
    // The document knows no bound but the retention.
    maxDays: (Date.parse(interval.to) - Date.parse(interval.from)) / MS_PER_DAY,
  });
  return { speech: cuts, surveys: cuts };
}

const UNREAD = {
  pass: 0,
  tries: 0,
  page: 0,
  cursor: null,
  received: 0,
  malformed: 0,
  unique: 0,
  reported: null,
  rereads: 0,
  stopped: false,
  done: false,
};

const beginAgain = (list: ListReading): void =>
  void Object.assign(list, {
    pass: list.pass + 1,
    page: 0,
    cursor: null,
    received: 0,
    malformed: 0,
    others: 0,
    done: false,
  });

/** Wants lists to be read once more. */
export function wantAgain(lists: readonly ListReading[]): void {
  for (const list of lists) {
    beginAgain(list);
    list.tries = 0;
    list.stopped = false;
  }
}

type ReadOptions = {
  readonly runId: string;
  readonly plan: AcceptedCsat;
  /** Asked before each page; once true no further page is begun, and those under way are waited for. */
  readonly shouldPause: () => boolean;
  /** Told how many rows of a page are new or say something else. */
  readonly onPage: (news: number) => void;
};

/** Reads what is left of the lists, `plan.concurrency` side by side, and leaves in them how far it came. */
export async function readLists(lists: readonly ListReading[], options: ReadOptions): Promise<void> {
  const waiting = lists.filter(({ done }) => !done);
  const lane = async () => {
    for (let list = waiting.shift(); list && !options.shouldPause(); list = waiting.shift()) {
      while (!list.done && !options.shouldPause()) await readPage(list, options);
    }
  };
  await Promise.all(Array.from({ length: options.plan.concurrency }, lane));
}

async function readPage(list: ListReading, options: ReadOptions): Promise<void> {
  const page = await fetchPage(list, options);
  list.page += 1;
  list.cursor = page.cursor;
  list.received += page.received;
  list.malformed += page.malformed;
  list.others = (list.others ?? 0) + (page.others ?? 0);
  list.unique += page.added;
  list.reported = page.reported;
  if (page.cursor === null) endPass(list);
  else if (list.page >= options.plan.pageCap) list.stopped = list.done = true;
  options.onPage(page.added + page.changed);
}

function endPass(list: ListReading): void {
  list.tries += 1;
  if (closes(list) || list.tries >= MAX_TRIES) {
    list.done = true;
    return;
  }
  list.rereads += 1;
  beginAgain(list);
}

/** What the passes brought together is what there is said to be. */
export const closes = ({ reported, unique, malformed, others = 0 }: ListReading): boolean =>
  reported === null || reported === unique + malformed + others;

function fetchPage(list: ListReading, { runId, plan }: ReadOptions) {
  const { from, to, kind, topic, slice, pass, page, cursor } = list;
  const { conversationIds, modelId, topics, filterAtSource, sentimentThreshold } = plan;
  const key = { runId, source: { kind, topic }, slice, pass, page, cursor };
  const query = { from, to, ...(conversationIds && { conversationIds }) };
  const again = pass > 0 ? `, reading ${pass + 1}` : '';
  const summary = `${kind}${topic === null ? '' : ` of ${topic}`} from ${from}, page ${page + 1}${again}`;
  if (kind === 'surveys') {
    // Where only some topics are wanted, who else took part in what is nobody's question.
    const withParts = plan.reading?.isPartial === true && topics === undefined;
    const surveys = { ...query, ...(withParts && { withParts }) };
    return fetchSurveyPage.executeWithOptions({ summary }, [{ ...key, query: surveys }]);
  }
  const speech = {
    ...query,
    modelId,
    topics: topic === null ? topics : [topic],
    ...(filterAtSource && { sentimentAtLeast: sentimentThreshold }),
  };
  return fetchSpeechPage.executeWithOptions({ summary }, [{ ...key, query: speech }]);
}

/** What the lists of one kind say about themselves together. */
export function sourceCounts(lists: readonly ListReading[], kind: ListReading['kind']): SourceCounts {
  const own = lists.filter((list) => list.kind === kind);
  const sum = (of: (list: ListReading) => number) => own.reduce((total, list) => total + of(list), 0);
  return {
    reported: own.some(({ reported }) => reported === null) ? null : sum(({ reported }) => reported ?? 0),
    fetched: sum(({ received }) => received),
    unique: sum(({ unique }) => unique),
    malformed: sum(({ malformed }) => malformed),
    rereads: sum(({ rereads }) => rereads),
  };
}

import { proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { STORE_STEP } from './activity-options.js';
import {
  newReading,
  readConversation,
  type ConversationReading,
  type ReadOptions,
} from './insight-reading.js';

const { nextInsightConversations } = proxyLocalActivities<Activities>(STORE_STEP);

/** How far a run has come. JSON, because it is carried over `continueAsNew`. */
export type InsightsReading = {
  readonly total: number;
  /** The last conversation that was taken; they are taken by id. */
  after: string | null;
  underWay: ConversationReading[];
  read: number;
  pages: number;
  insights: number;
};

/** As many ids at a time as a history can bear. */
const CHUNK = 200;

/** Reads what is left, `plan.concurrency` conversations side by side, and leaves in the reading how far it came. */
export async function readConversations(
  reading: InsightsReading,
  options: Omit<ReadOptions, 'onPage'> & { readonly onPage: () => void },
): Promise<void> {
  const { runId, plan, shouldPause } = options;
  const resumed = [...reading.underWay];
  const take = createQueue(runId, reading);
  const onPage = (insights: number) => {
    reading.pages += 1;
    reading.insights += insights;
    options.onPage();
  };
  const lane = async () => {
    while (!shouldPause()) {
      const one = resumed.shift() ?? (await take());
      if (!one) return;
      await readConversation(one, { ...options, onPage });
      if (!one.done) return;
      reading.underWay = reading.underWay.filter((other) => other !== one);
      reading.read += 1;
    }
  };
  await Promise.all(Array.from({ length: plan.concurrency }, lane));
}

export const isRead = ({ total, read }: InsightsReading): boolean => read === total;

/** Gives the conversations one by one, each once, noted as under way; null at the end. */
function createQueue(runId: string, reading: InsightsReading): () => Promise<ConversationReading | null> {
  const loaded: string[] = [];
  let last = reading.after;
  let loading: Promise<void> | null = null;
  let isLast = false;
  const load = async () => {
    const ids = await nextInsightConversations({ runId, after: last, limit: CHUNK });
    loaded.push(...ids);
    last = ids.at(-1) ?? last;
    isLast = ids.length < CHUNK;
    loading = null;
  };
  return async () => {
    while (loaded.length === 0 && !isLast) await (loading ??= load());
    const id = loaded.shift();
    if (id === undefined) return null;
    const one = newReading(id);
    reading.after = id;
    reading.underWay.push(one);
    return one;
  };
}

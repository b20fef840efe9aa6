import { proxyActivities } from '@temporalio/workflow';
import type { GenesysActivities } from '../src/activities/index.js';
import type { FetchSentimentPageInput } from '../src/activities/fetch-sentiment-page.js';

const { nothing } = proxyActivities<{ nothing(): Promise<void> }>({ startToCloseTimeout: '10s' });

export async function stepByStep(steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await nothing();
}

export type RequestsInput = {
  readonly taskQueue: string;
  readonly query: FetchSentimentPageInput['query'];
  readonly runId: string;
  readonly first: number;
  readonly count: number;
  readonly abreast: number;
};

/** Keeps requests waiting on a Genesys queue, each of them the first page of the same question. */
export async function askForPages({
  taskQueue,
  query,
  runId,
  first,
  count,
  abreast,
}: RequestsInput): Promise<void> {
  const { fetchSentimentPage } = proxyActivities<GenesysActivities>({
    taskQueue,
    startToCloseTimeout: '90s',
    scheduleToCloseTimeout: '1h',
    heartbeatTimeout: '10s',
  });
  let next = first;
  const lane = async () => {
    while (next < first + count) {
      const page = next++;
      await fetchSentimentPage({ runId, slice: 0, page, query, cursor: null });
    }
  };
  await Promise.all(Array.from({ length: abreast }, lane));
}

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { readEnvironment } from '../src/config.js';
import { GENESYS_LIVE_TASK_QUEUE, GENESYS_TASK_QUEUE } from '../src/domain/names.js';
import { createPostgresDatabase } from './audit-stores.js';
import { quantile, type Bench, type Figure } from './report.js';
import { withBenchWorker } from './sequential-step.js';
import { startStand, type Stand } from './stand.js';
import type { askForPages, RequestsInput } from './workflows.js';

const LIMIT = 300;
const NEIGHBOUR = 60;
const OURS = 240;
const MINUTE_MS = 60_000;
/** The first minute fills the queues and is not counted. */
const COUNTED_MINUTES = 2;
const LIVE_CALLS = 60;

/** One reading of the simulator's counters: how many requests of ours it has answered, and how many of them with 429. */
type Sample = { readonly atMs: number; readonly answered: number; readonly limited: number };

type RequestCounts = Record<string, Record<string, number>>;

async function sample({ simulatorUrl }: Stand): Promise<Sample> {
  const counters = (await (await fetch(`${simulatorUrl}/simulator/requests`)).json()) as RequestCounts;
  const byStatus = Object.entries(counters).find(([route]) => route.includes('details/query'))?.[1] ?? {};
  const answered = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
  return { atMs: performance.now(), answered, limited: byStatus['429'] ?? 0 };
}

async function watch(stand: Stand, forMs: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const endMs = performance.now() + forMs; performance.now() < endMs; await pause(250))
    samples.push(await sample(stand));
  return samples;
}

/** The most requests that any sixty seconds between two samples saw. */
export function busiestMinute(samples: readonly Sample[]): number {
  let busiest = 0;
  let start = 0;
  for (const { atMs, answered } of samples) {
    while (samples[start] && atMs - (samples[start]?.atMs ?? 0) > MINUTE_MS) start += 1;
    busiest = Math.max(busiest, answered - (samples[start]?.answered ?? 0));
  }
  return busiest;
}

function ask(
  stand: Stand,
  changes: Pick<RequestsInput, 'taskQueue' | 'count' | 'abreast'>,
  runId = randomUUID(),
) {
  const day = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
  return stand.temporal.client.workflow.start<typeof askForPages>('askForPages', {
    taskQueue: 'bench',
    workflowId: `bench/requests/${runId}`,
    args: [{ query: day, runId, first: 0, ...changes }],
  });
}

async function saturated(stand: Stand): Promise<Figure[]> {
  const count = OURS * (COUNTED_MINUTES + 3);
  const runs = [
    await ask(stand, { taskQueue: GENESYS_TASK_QUEUE, count, abreast: 100 }),
    await ask(stand, { taskQueue: GENESYS_LIVE_TASK_QUEUE, count, abreast: 100 }),
  ];
  await watch(stand, MINUTE_MS);
  const samples = await watch(stand, COUNTED_MINUTES * MINUTE_MS);
  for (const run of runs) await run.terminate('measured');
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) throw new Error('nothing was sampled');
  const minutes = (last.atMs - first.atMs) / MINUTE_MS;
  const answered = last.answered - first.answered;
  const limited = last.limited - first.limited;
  return [
    {
      name: 'of 240 a minute used',
      value: ((answered - limited) / minutes / OURS) * 100,
      unit: '%',
      bar: { atLeast: 95 },
    },
    { name: 'answers that are 429', value: (limited / answered) * 100, unit: '%', bar: { atMost: 1 } },
    { name: 'busiest sliding minute', value: busiestMinute(samples), unit: 'requests', bar: { atMost: 250 } },
  ];
}

/** Live calls one by one at half the live queue's rate, while a batch wants all that it can get. */
async function liveBehindBatch(stand: Stand): Promise<Figure[]> {
  const batch = await ask(stand, { taskQueue: GENESYS_TASK_QUEUE, count: 10_000, abreast: 200 });
  const liveRatePerSecond = (OURS / 60) * 0.25;
  const waits: Promise<number>[] = [];
  for (let call = 0; call < LIVE_CALLS; call++) {
    const askedAtMs = performance.now();
    const handle = await ask(stand, { taskQueue: GENESYS_LIVE_TASK_QUEUE, count: 1, abreast: 1 });
    waits.push(handle.result().then(() => performance.now() - askedAtMs));
    await pause(1000 / (liveRatePerSecond / 2));
  }
  const answeredMs = await Promise.all(waits);
  await batch.terminate('measured');
  return [
    { name: 'live call behind a batch: p50', value: quantile(answeredMs, 0.5), unit: 'ms' },
    {
      name: 'live call behind a batch: p99',
      value: quantile(answeredMs, 0.99),
      unit: 'ms',
      bar: { atMost: 1000 },
    },
  ];
}

/** The limit of Genesys, a neighbour that takes a part of it, and our pace below the rest. Several workers want PostgreSQL. */
export const pace: Bench = async ({ workers, say }) => {
  const { TEST_DATABASE_URL } = readEnvironment();
  const database = workers > 1 && TEST_DATABASE_URL ? await createPostgresDatabase(TEST_DATABASE_URL) : null;
  const stand = await startStand({
    conversations: 5000,
    requestsPerMinute: OURS,
    workers,
    ...(database && { databaseUrl: database.url }),
  });
  try {
    await stand.setFaults([
      { where: 'query', what: { kind: 'minuteLimit', perMinute: LIMIT, neighbour: NEIGHBOUR } },
    ]);
    return await withBenchWorker(stand.temporal, async () => {
      say(`both queues saturated for ${COUNTED_MINUTES + 1} minutes, ${workers} worker(s)`);
      const figures = await saturated(stand);
      say('live calls behind a batch, two minutes');
      return [...figures, ...(await liveBehindBatch(stand))];
    });
  } finally {
    await stand.close();
    await database?.drop();
  }
};

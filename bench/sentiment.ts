import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SentimentInput, SentimentResult } from '../src/contracts/analyze-sentiment.js';
import type { Interval } from '../src/domain/interval.js';
import { sentimentResult, startSentiment } from '../src/index.js';
import { memoryOf } from './memory.js';
import { median, type Bench, type Figure } from './report.js';
import { sequentialStepMs } from './sequential-step.js';
import { startStand, type Stand } from './stand.js';

const ROUNDS = 5;
const PEER = fileURLToPath(new URL('./plain-script.ts', import.meta.url));
const MEBIBYTE = 1024 * 1024;

type Run = { readonly ms: number; readonly result: SentimentResult; readonly historyBytes: number };

async function run({ temporal: { client } }: Stand, input: SentimentInput): Promise<Run> {
  const startedAtMs = performance.now();
  const { workflowId } = await startSentiment(client, input);
  const result = await sentimentResult(client, workflowId);
  const ms = performance.now() - startedAtMs;
  const { historySize } = await client.workflow.getHandle(workflowId).describe();
  return { ms, result, historyBytes: historySize ?? NaN };
}

type PeerRun = { readonly ms: number; readonly pages: number; readonly mean: number };

async function runPeer({ simulatorUrl }: Stand, { from, to }: Interval): Promise<PeerRun> {
  const args = ['--import', 'tsx', PEER, simulatorUrl, from, to];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as PeerRun;
}

async function periodOf({ simulatorUrl }: Stand): Promise<Interval> {
  const { period } = (await (await fetch(`${simulatorUrl}/simulator/organisation`)).json()) as {
    period: Interval;
  };
  return period;
}

/** Peer and product in turn, on one simulator: the machine's mood hits both. */
async function compare(stand: Stand, latencyMs: number) {
  const period = await periodOf(stand);
  await stand.setFaults(
    latencyMs === 0 ? [] : [{ where: 'query', what: { kind: 'latency', ms: latencyMs } }],
  );
  const rounds: { peer: PeerRun; ours: Run }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const peer = await runPeer(stand, period);
    const ours = await run(stand, { ...period, pushToCoaching: 'none' });
    if (Math.abs((ours.result.meanScore ?? NaN) - peer.mean) > 1e-9)
      throw new Error('the two disagree on the mean');
    rounds.push({ peer, ours });
  }
  return {
    peerMs: median(rounds.map(({ peer }) => peer.ms)),
    oursMs: median(rounds.map(({ ours }) => ours.ms)),
    ratio: median(rounds.map(({ peer, ours }) => peer.ms / ours.ms)),
    addedMsPerPage: median(rounds.map(({ peer, ours }) => (ours.ms - peer.ms) / ours.result.pages)),
    pages: rounds[0]?.ours.result.pages ?? NaN,
    historyBytes: median(rounds.map(({ ours }) => ours.historyBytes)),
  };
}

async function withPushes(stand: Stand): Promise<Figure[]> {
  await stand.setFaults([]);
  const period = await periodOf(stand);
  const runs: Run[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await stand.forgetDeliveries();
    runs.push(await run(stand, { ...period, pushToCoaching: 'actionRequired' }));
  }
  return [
    { name: 'with pushes', value: median(runs.map(({ ms }) => ms)) / 1000, unit: 's', bar: { atMost: 15 } },
    { name: 'with pushes: deliveries', value: runs[0]?.result.coaching.delivered ?? NaN, unit: '' },
    {
      name: 'with pushes: history',
      value: median(runs.map(({ historyBytes }) => historyBytes)) / MEBIBYTE,
      unit: 'MiB',
      bar: { atMost: 1 },
    },
  ];
}

async function fiftyThousand(say: (line: string) => void): Promise<Figure[]> {
  const stand = await startStand({ conversations: 50_000, requestsPerMinute: 0, workers: 1 });
  try {
    say('50,000 conversations, 50 ms latency, peer and product in turn');
    const slow = await compare(stand, 50);
    say('the same without latency');
    const fast = await compare(stand, 0);
    say('the same with pushes');
    const pushes = await withPushes(stand);
    const memory = await memoryOf(stand);
    return [
      { name: 'plain script, 50 ms latency', value: slow.peerMs / 1000, unit: 's' },
      { name: 'product, 50 ms latency', value: slow.oursMs / 1000, unit: 's' },
      { name: 'times faster', value: slow.ratio, unit: '×', bar: { atLeast: 5 } },
      { name: 'plain script, no latency', value: fast.peerMs / 1000, unit: 's' },
      { name: 'product, no latency', value: fast.oursMs / 1000, unit: 's' },
      { name: 'added per page', value: fast.addedMsPerPage, unit: 'ms', bar: { atMost: 8 } },
      { name: 'history', value: slow.historyBytes / MEBIBYTE, unit: 'MiB', bar: { atMost: 1 } },
      { name: 'history per page', value: slow.historyBytes / slow.pages, unit: 'bytes' },
      ...pushes,
      { name: 'worker memory', value: memory.worker, unit: 'MB', bar: { atMost: 400 } },
      { name: 'database memory', value: memory.database, unit: 'MB', bar: { atMost: 500 } },
      {
        name: 'sequential step',
        value: await sequentialStepMs(stand.temporal),
        unit: 'ms',
        bar: { atMost: 12 },
      },
    ];
  } finally {
    await stand.close();
  }
}

/** Memory must not grow with the organisation: a worker that has read 5,000 conversations, then 500,000. */
async function growth(say: (line: string) => void): Promise<Figure[]> {
  const peaks: { worker: number; database: number; ms: number }[] = [];
  for (const conversations of [5_000, 500_000]) {
    say(`${conversations.toLocaleString('en')} conversations`);
    const stand = await startStand({ conversations, requestsPerMinute: 0, workers: 1 });
    try {
      const { ms } = await run(stand, { ...(await periodOf(stand)), pushToCoaching: 'none' });
      peaks.push({ ...(await memoryOf(stand)), ms });
    } finally {
      await stand.close();
    }
  }
  const [small, large] = peaks;
  return [
    { name: '500,000: time', value: (large?.ms ?? NaN) / 1000, unit: 's' },
    { name: '500,000: worker memory', value: large?.worker ?? NaN, unit: 'MB', bar: { atMost: 400 } },
    { name: '500,000: database memory', value: large?.database ?? NaN, unit: 'MB', bar: { atMost: 500 } },
    { name: '5,000: worker memory', value: small?.worker ?? NaN, unit: 'MB' },
    { name: '5,000: database memory', value: small?.database ?? NaN, unit: 'MB' },
  ];
}

export const sentiment: Bench = async ({ say }) => [...(await fiftyThousand(say)), ...(await growth(say))];

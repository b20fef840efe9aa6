import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MODEL_IDS } from '../simulator/speech/models.js';
import type { CsatInput, CsatResult } from '../src/contracts/correlate-csat.js';
import { csatResult, startCsat } from '../src/index.js';
import { historyBytes } from './history-bytes.js';
import { memoryOf } from './memory.js';
import { median, type Bench, type Figure } from './report.js';
import { startStand, type Stand } from './stand.js';

const CONVERSATIONS = 50_000;
const LATENCY_MS = 50;
const ROUNDS = 3;
const RANGE = { min: 1, max: 5 };
const PEER = fileURLToPath(new URL('./plain-csat.ts', import.meta.url));
const MEBIBYTE = 1024 * 1024;
/** Two sums in another order: what is the same number on paper differs in its last digits. */
const ROUNDING = 1e-9;

type PeerRun = {
  readonly ms: number;
  readonly pages: number;
  readonly rows: number;
  readonly n: number;
  readonly pearson: number;
};

type Period = { readonly from: string; readonly to: string };

async function periodOf({ simulatorUrl }: Stand): Promise<Period> {
  const response = await fetch(`${simulatorUrl}/simulator/organisation`);
  return ((await response.json()) as { period: Period }).period;
}

async function runPeer({ simulatorUrl }: Stand, { from, to }: Period): Promise<PeerRun> {
  const args = [PEER, simulatorUrl, MODEL_IDS.deployed, from, to, String(RANGE.min), String(RANGE.max)];
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', ...args]);
  return JSON.parse(stdout) as PeerRun;
}

type Run = { readonly ms: number; readonly result: CsatResult; readonly histories: readonly number[] };

async function run(stand: Stand, period: Period, name: string): Promise<Run> {
  const { client } = stand.temporal;
  const input: CsatInput = {
    ...{ ...period, modelId: MODEL_IDS.deployed, csatRange: RANGE, csatThreshold: 4 },
    pushToCoaching: 'none',
  };
  const startedAtMs = performance.now();
  const { workflowId } = await startCsat(client, input, { workflowId: `bench/csat/${name}` });
  const result = await csatResult(client, workflowId);
  const ms = performance.now() - startedAtMs;
  return { ms, result, histories: await historyBytes(stand, workflowId) };
}

/** What both must have found, or the comparison is worth nothing. */
function checkBoth(peer: PeerRun, { result: { correlation, speech, coverage } }: Run): void {
  if (peer.rows !== speech.unique) throw new Error(`${peer.rows} and ${speech.unique} rows were read`);
  if (coverage.conversations !== CONVERSATIONS)
    throw new Error(`${coverage.conversations} conversations are known`);
  const { n, pearson } = correlation;
  if (peer.n !== n || Math.abs(peer.pearson - (pearson.value ?? NaN)) > ROUNDING)
    throw new Error(`${peer.pearson} of ${peer.n} pairs, and ${pearson.value} of ${n}`);
}

/** Peer and product in turn, on one simulator: the machine's mood hits both. */
async function compare(stand: Stand, say: (line: string) => void): Promise<Figure[]> {
  const period = await periodOf(stand);
  const rounds: { peer: PeerRun; ours: Run }[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const peer = await runPeer(stand, period);
    const ours = await run(stand, period, String(round));
    checkBoth(peer, ours);
    rounds.push({ peer, ours });
    say(`round ${round}: plain script ${seconds(peer.ms)}, product ${seconds(ours.ms)}`);
  }
  const histories = rounds.flatMap(({ ours }) => ours.histories);
  return [
    { name: 'plain script', value: median(rounds.map(({ peer }) => peer.ms)) / 1000, unit: 's' },
    { name: 'product', value: median(rounds.map(({ ours }) => ours.ms)) / 1000, unit: 's' },
    {
      name: 'times faster',
      value: median(rounds.map(({ peer, ours }) => peer.ms / ours.ms)),
      unit: '×',
      bar: { atLeast: 5 },
    },
    { name: 'pairs', value: rounds[0]?.ours.result.correlation.n ?? NaN, unit: '' },
    { name: 'pages', value: rounds[0]?.ours.result.pages ?? NaN, unit: '' },
    { name: 'executions of a run', value: histories.length / ROUNDS, unit: '' },
    { name: 'longest history', value: Math.max(...histories) / MEBIBYTE, unit: 'MiB', bar: { atMost: 2 } },
  ];
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export const csat: Bench = async ({ say }) => {
  const stand = await startStand({ conversations: CONVERSATIONS, requestsPerMinute: 0, workers: 1 });
  try {
    const slow = ['speech', 'surveys'].map((where) => ({ where, what: { kind: 'latency', ms: LATENCY_MS } }));
    await stand.setFaults(slow);
    // Answers that come in while it is measured would be known to one of the two only.
    await stand.setSurveys({ answeredAfterMs: [60_000], spreadMs: 0 });
    say(`${CONVERSATIONS} conversations, ${LATENCY_MS} ms latency, peer and product in turn`);
    const figures = await compare(stand, say);
    const { worker, database } = await memoryOf(stand);
    return [
      ...figures,
      { name: 'worker memory', value: worker, unit: 'MB', bar: { atMost: 400 } },
      { name: 'database memory', value: database, unit: 'MB', bar: { atMost: 500 } },
    ];
  } finally {
    await stand.close();
  }
};

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { InsightsResult } from '../src/contracts/sync-insights.js';
import { insightsResult, startInsights } from '../src/index.js';
import { historyBytes } from './history-bytes.js';
import { memoryOf } from './memory.js';
import { median, type Bench, type Figure } from './report.js';
import { startStand, type Stand } from './stand.js';

const CONVERSATIONS = 1000;
const PAGES = 3;
const PAGE_SIZE = 10;
const LATENCY_MS = 50;
const ROUNDS = 3;
const PEER = fileURLToPath(new URL('./plain-insights.ts', import.meta.url));
const MEBIBYTE = 1024 * 1024;

/** Each conversation answers and has as many insights as there is room for on its pages, a little of every kind that can be read. */
const SETTING = {
  perConversation: { min: PAGES * PAGE_SIZE, max: PAGES * PAGE_SIZE },
  shares: { stale: 0.05, future: 0.02, masked: 0.08, personalData: { email: 0.02, phone: 0.02, card: 0.01 } },
  conversations: { forbidden: 0, notFound: 0 },
};

type PeerRun = {
  readonly ms: number;
  readonly pages: number;
  readonly insights: number;
  readonly updates: number;
};

async function runPeer({ simulatorUrl }: Stand, ids: readonly string[]): Promise<PeerRun> {
  const args = [PEER, simulatorUrl, `${simulatorUrl}/sinks/crm`, String(PAGE_SIZE), ids.join(',')];
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', ...args]);
  return JSON.parse(stdout) as PeerRun;
}

type Run = { readonly ms: number; readonly result: InsightsResult; readonly histories: readonly number[] };

async function run(stand: Stand, conversationIds: readonly string[], name: string): Promise<Run> {
  const { client } = stand.temporal;
  await stand.forgetDeliveries();
  const input = { conversationIds: [...conversationIds], confidenceThreshold: 0, pageSize: PAGE_SIZE };
  const startedAtMs = performance.now();
  const { workflowId } = await startInsights(client, input, { workflowId: `bench/insights/${name}` });
  const result = await insightsResult(client, workflowId);
  const ms = performance.now() - startedAtMs;
  return { ms, result, histories: await historyBytes(stand, workflowId) };
}

async function idsOf({ simulatorUrl }: Stand): Promise<string[]> {
  const response = await fetch(`${simulatorUrl}/simulator/ground-truth/insights`);
  const { conversations } = (await response.json()) as { conversations: { conversationId: string }[] };
  return conversations.map(({ conversationId }) => conversationId);
}

/** What both must have read, or the comparison is worth nothing. */
function checkBoth(peer: PeerRun, { result: { insights, pages, crm } }: Run): void {
  const wanted = CONVERSATIONS * PAGES;
  if (peer.pages !== wanted || pages !== wanted)
    throw new Error(`${peer.pages} and ${pages} pages were read`);
  if (peer.insights !== insights.unique) throw new Error('the two disagree on how many insights there are');
  if (peer.updates !== CONVERSATIONS || crm.delivered !== CONVERSATIONS)
    throw new Error(`the CRM heard of ${peer.updates} and ${crm.delivered} conversations`);
}

/** Peer and product in turn, on one simulator: the machine's mood hits both. */
async function compare(stand: Stand, say: (line: string) => void): Promise<Figure[]> {
  const ids = await idsOf(stand);
  const rounds: { peer: PeerRun; ours: Run }[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const peer = await runPeer(stand, ids);
    const ours = await run(stand, ids, String(round));
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
      bar: { atLeast: 3 },
    },
    { name: 'updates for the CRM', value: rounds[0]?.ours.result.crm.delivered ?? NaN, unit: '' },
    { name: 'executions of a run', value: histories.length / ROUNDS, unit: '' },
    { name: 'longest history', value: Math.max(...histories) / MEBIBYTE, unit: 'MiB', bar: { atMost: 2 } },
    {
      name: 'history per page',
      value: histories.reduce((sum, bytes) => sum + bytes, 0) / (ROUNDS * CONVERSATIONS * PAGES),
      unit: 'bytes',
    },
  ];
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export const insights: Bench = async ({ say }) => {
  const stand = await startStand({ conversations: CONVERSATIONS, requestsPerMinute: 0, workers: 1 });
  try {
    await stand.setInsights(SETTING);
    await stand.setFaults([{ where: 'insights', what: { kind: 'latency', ms: LATENCY_MS } }]);
    say(
      `${CONVERSATIONS} conversations, ${PAGES} pages each, ${LATENCY_MS} ms latency, peer and product in turn`,
    );
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

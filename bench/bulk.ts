import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MODEL_IDS } from '../simulator/speech/models.js';
import type { CsatResult } from '../src/contracts/correlate-csat.js';
import { csatResult, startCsat } from '../src/index.js';
import type { Bench } from './report.js';
import { startStand, type Stand } from './stand.js';

const CONVERSATIONS = 50_000;
const PEER = fileURLToPath(new URL('./plain-bulk.ts', import.meta.url));

type Period = { readonly from: string; readonly to: string };
type PeerRun = {
  readonly ms: number;
  readonly requests: number;
  readonly scored: number;
  readonly answered: number;
};

async function read<T>({ simulatorUrl }: Stand, path: string): Promise<T> {
  return (await (await fetch(`${simulatorUrl}/simulator/${path}`)).json()) as T;
}

/** By the simulator's own count, whatever anybody believes to have sent. */
async function requestsOf(stand: Stand, perform: () => Promise<void>): Promise<number> {
  await fetch(`${stand.simulatorUrl}/simulator/requests`, { method: 'DELETE' });
  await perform();
  const counts = await read<Record<string, Record<string, number>>>(stand, 'requests');
  return Object.entries(counts)
    .filter(([route]) => route.includes('/api/') || route.includes('/oauth/'))
    .flatMap(([, byStatus]) => Object.values(byStatus))
    .reduce((sum, count) => sum + count, 0);
}

async function correlate({ temporal: { client } }: Stand, period: Period): Promise<CsatResult> {
  const { workflowId } = await startCsat(client, {
    ...{ ...period, modelId: MODEL_IDS.deployed, csatRange: { min: 1, max: 5 }, csatThreshold: 4 },
    pushToCoaching: 'none',
  });
  return csatResult(client, workflowId);
}

/** Sentiment and CSAT of a whole organisation on the published API: records and aggregates, beside two requests a conversation. */
export const bulk: Bench = async ({ say }) => {
  const stand = await startStand({
    ...{ conversations: CONVERSATIONS, requestsPerMinute: 0, workers: 1, media: 'voice' },
    variables: { GENESYS_API_PROFILE: 'platform' },
  });
  try {
    const { period } = await read<{ period: Period }>(stand, 'organisation');
    // Answers that come in while it is measured would be known to one of the two only.
    await stand.setSurveys({ answeredAfterMs: [60_000], spreadMs: 0 });
    await stand.setPlatform({ analysis: 'atOnce' });
    // Two requests a conversation tell of one score: with several agents there would be several.
    await stand.setSpeech({ severalAgentsShare: 0 });
    let result: CsatResult | undefined;
    const startedAtMs = performance.now();
    const requests = await requestsOf(stand, async () => {
      result = await correlate(stand, period);
    });
    const seconds = (performance.now() - startedAtMs) / 1000;
    if (!result) throw new Error('there is no result');
    const { coverage } = result;
    say(`${requests} requests for ${coverage.conversations} conversations; now one by one`);
    let peer: PeerRun | undefined;
    const oneByOne = await requestsOf(stand, async () => {
      const args = ['--import', 'tsx', PEER, stand.simulatorUrl, period.from, period.to];
      peer = JSON.parse((await promisify(execFile)(process.execPath, args)).stdout) as PeerRun;
    });
    if (peer?.scored !== coverage.analysed || peer.answered !== coverage.answered)
      throw new Error(`${JSON.stringify(peer)} and ${JSON.stringify(coverage)} differ`);
    return [
      { name: 'conversations', value: coverage.conversations, unit: '', bar: { atLeast: CONVERSATIONS } },
      { name: 'with sentiment', value: coverage.analysed, unit: '' },
      { name: 'with CSAT', value: coverage.answered, unit: '' },
      { name: 'requests', value: requests, unit: '', bar: { atMost: 999 } },
      { name: 'requests one by one', value: oneByOne, unit: '', bar: { atLeast: 100_000 } },
      { name: 'times fewer', value: oneByOne / requests, unit: '×' },
      { name: 'time', value: seconds, unit: 's' },
    ];
  } finally {
    await stand.close();
  }
};

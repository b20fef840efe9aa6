import type { SentimentResult } from '../src/contracts/analyze-sentiment.js';
import { closingRows, count, demoTable } from './demo-table.js';
import type { World } from './world.js';

export const heading = (): string =>
  ['', '  durable-genesys: a real Temporal server, a simulated Genesys organisation', ''].join('\n');

type Around = { readonly tookMs: number; readonly auditIsIntact: boolean };

export function resultTable(result: SentimentResult, around: Around): string {
  const { counts, coaching, confidenceInterval: interval } = result;
  const { audit, took } = closingRows(result.auditHead, around);
  return demoTable([
    [
      'conversations',
      `${count(counts.unique)} of ${count(counts.reported ?? 0)} reported, in ${result.pages} pages`,
    ],
    ['scored', `${count(counts.scored)} (${count(counts.unscored)} unscored, kept out of every mean)`],
    [
      'polarity',
      `${count(counts.positive)} positive, ${count(counts.neutral)} neutral, ${count(counts.negative)} negative`,
    ],
    ['mean score', `${fixed(result.meanScore)} on -1…1, ${fixed(result.meanNormalizedScore, 2)} on 0…100`],
    [
      '95 % interval',
      interval.low === null ? 'too few scores' : `${fixed(interval.low)} to ${fixed(interval.high)}`,
    ],
    ['need coaching', `${count(result.actionRequired)} below the threshold`],
    [
      'coaching',
      `${count(coaching.delivered)} delivered, ${count(coaching.failed)} failed, ${count(coaching.skipped)} skipped`,
    ],
    audit,
    [
      'complete',
      result.complete
        ? 'yes: every reported conversation was read'
        : `no: ${result.incompleteBecause.join(', ')}`,
    ],
    took,
  ]);
}

type Closing = {
  readonly world: World;
  readonly workflowId: string;
  readonly runId: string;
  /** Files to open in a browser. */
  readonly reports: readonly string[];
  readonly namespace: string;
  readonly kept: boolean;
};

export function closing({ world, workflowId, runId, reports, namespace, kept }: Closing): string {
  const files = ['  Reports, to open in a browser:', ...reports.map((file) => `    ${file}`), ''];
  if (!kept) {
    return [
      ...files,
      '  Next:',
      '    npm run demo -- --keep   the same, and keeps the Temporal UI open',
      '    npm run dev              the same world kept up, to start runs of your own',
      '    README.md                how to connect your organisation',
      '',
    ].join('\n');
  }
  const { temporal, simulator, environment } = world;
  const run = `namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}/${runId}`;
  return [
    ...files,
    '  Everything is still running; Ctrl-C ends it.',
    ...(temporal?.uiUrl ? [`    Temporal UI  ${temporal.uiUrl}/${run}`] : []),
    ...(simulator ? [`    simulator    ${simulator.url}/simulator/organisation`] : []),
    '    client       in another terminal:',
    `      export TEMPORAL_ADDRESS=${environment.TEMPORAL_ADDRESS} DATA_DIR=${environment.DATA_DIR}`,
    '      npm run client -- list',
    '',
  ].join('\n');
}

const fixed = (value: number | null, digits = 4): string => (value === null ? 'none' : value.toFixed(digits));

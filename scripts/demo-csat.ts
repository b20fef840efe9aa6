import type { CsatResult } from '../src/contracts/correlate-csat.js';
import type { Estimate } from '../src/domain/statistics/estimate.js';
import { MS_PER_DAY, toUtc } from '../src/domain/interval.js';
import { follow } from '../src/commands/follow.js';
import { acceptStart } from '../src/launch/accept-start.js';
import { startRun } from '../src/launch/start-run.js';
import { MODEL_IDS } from '../simulator/speech/models.js';
import type { Simulator } from '../simulator/simulator.js';
import type { DemoParts, DemoRun } from './demo-sentiment.js';
import { closingRows, count, demoTable } from './demo-table.js';

/** Whether what was said agrees with what customers answered, and what the simulated organisation itself knows of that. */
export async function demonstrateCsat(
  { temporal, store, terminal }: DemoParts,
  simulator: Simulator,
): Promise<DemoRun> {
  const startedAtMs = performance.now();
  const { from, to } = simulator.organisation.period;
  // Analytics of the last day are not complete yet.
  const settled = { from, to: toUtc(Date.parse(to) - MS_PER_DAY) };
  const input = { ...settled, modelId: MODEL_IDS.deployed, csatRange: { min: 1, max: 5 }, csatThreshold: 4 };
  const start = acceptStart('csat', input, new Date().toISOString());
  const { workflowId, runId } = await startRun(temporal.client, start);
  terminal.print(`  correlateCsat  ${workflowId}`);
  const outcome = await follow(temporal.client.workflow.getHandle(workflowId), runId, terminal);
  if (outcome.status !== 'completed')
    throw new Error(`the run ${outcome.status}: ${JSON.stringify(outcome.failure)}`);
  const tookMs = performance.now() - startedAtMs;
  const result = outcome.result as CsatResult;
  const { intact: auditIsIntact } = await store.audit.verify([result.auditHead]);
  const known = simulator.speech.truth(settled);
  terminal.print(csatTable({ result, known: known.length, tookMs, auditIsIntact }));
  return { workflowId, runId };
}

type Seen = {
  readonly result: CsatResult;
  /** Conversations that the organisation itself counts. */
  readonly known: number;
  readonly tookMs: number;
  readonly auditIsIntact: boolean;
};

function csatTable({ result, known, ...around }: Seen): string {
  const { correlation, coverage, speech, surveys, coaching } = result;
  const { audit, took } = closingRows(result.auditHead, around);
  return demoTable([
    ['conversations', `${count(coverage.conversations)} of ${count(known)}, in ${count(result.pages)} pages`],
    ['speech', `${count(speech.unique)} agents' parts, ${count(coverage.analysed)} conversations scored`],
    ['surveys', `${count(surveys.unique)} answered so far, ${count(coverage.answered)} with a score`],
    ['Pearson', `${estimateText(correlation.pearson)}, n = ${count(correlation.n)}`],
    ['Spearman', estimateText(correlation.spearman)],
    ['agreement', estimateText(correlation.agreement.rate)],
    [
      'coaching',
      `${count(coaching.delivered)} delivered, ${coaching.failed} failed, ${coaching.skipped} skipped`,
    ],
    audit,
    [
      'complete',
      result.complete
        ? 'yes: both lists were read to their end'
        : `no: ${result.incompleteBecause.join(', ')}`,
    ],
    took,
  ]);
}

const estimateText = (estimate: Estimate<string>): string =>
  estimate.value === null
    ? `not known: ${estimate.reason}`
    : `${estimate.value.toFixed(2)}, 95 % between ${estimate.low.toFixed(2)} and ${estimate.high.toFixed(2)}`;

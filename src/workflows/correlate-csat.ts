import {
  CancellationScope,
  continueAsNew,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  setWorkflowOptions,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities, GenesysActivities } from '../activities/index.js';
import type { CsatInput, CsatResult } from '../contracts/correlate-csat.js';
import { GENESYS_READ, STORE_STEP, STORE_WALK } from './activity-options.js';
import { planLists, readLists } from './csat-lists.js';
import { csatDetails, csatProgress, resultDetails } from './csat-progress.js';
import { csatResult, speechQueryEntry } from './csat-result.js';
import { beginCsatRun, type CsatRun } from './csat-run.js';
import { runFailureOf } from './failure.js';
import { csatProgressQuery, insightUpdatedSignal } from './messages.js';
import { now } from './now.js';
import { pushSpeechRows } from './push-speech-rows.js';
import { recordFailure, runIdentity } from './run-record.js';
import { createStageBoard, type StageBoard } from './stage.js';
import { endOfWaiting, waitForSurveys } from './wait-for-surveys.js';

const { acceptCsatInput, beginRun, endRun, countCsatPages } = proxyLocalActivities<Activities>(STORE_STEP);
const { checkSpeechModel } = proxyActivities<GenesysActivities>(GENESYS_READ);
const { correlateSurveys } = proxyActivities<Activities>({
  ...STORE_WALK,
  summary: 'correlate what is stored',
});
const { auditCsat } = proxyActivities<Activities>({ ...STORE_WALK, summary: 'chain the audit entry' });

// A run may wait for surveys for three months: its next task runs on the newest worker, as a session's does.
setWorkflowOptions(
  () =>
    workflowInfo().currentDeploymentVersion?.deploymentName ? { versioningBehavior: 'AUTO_UPGRADE' } : {},
  correlateCsat,
);

/** Reads speech analytics and surveys, waits for late ones, says how far they agree, tells the coaching platform, leaves an audit. */
export async function correlateCsat(input: CsatInput, carried?: CsatRun): Promise<CsatResult> {
  const board = createStageBoard('csat');
  const startedAt = carried?.startedAt ?? now();
  let run: CsatRun | null = carried ?? null;
  // What changed before anything was read is read anyway.
  setHandler(insightUpdatedSignal, () => void (run && (run.speechChanged = true)));
  setHandler(csatProgressQuery, () => csatProgress(board.stage(), run));
  try {
    run ??= await begin(input, board);
    if (!carried) await checkModel(run, board);
    while (await readRound(run, board)) {
      await correlate(run, board);
      const end = endOfWaiting(run);
      if (end) return await conclude(run, board, end === 'notAsked' ? null : end);
      await waitForSurveys(run, () => board.enter('waiting', csatDetails(run as CsatRun)));
    }
  } catch (error) {
    await recordFailure(error, board);
    await auditFailure(error, { run, startedAt });
    throw runFailureOf(error);
  }
  return continueAsNew<typeof correlateCsat>(input, run);
}

async function begin(input: CsatInput, board: StageBoard): Promise<CsatRun> {
  const startedAt = now();
  board.enter('accepting', 'Checking the input');
  const plan = await acceptCsatInput({ input, now: startedAt });
  await beginRun({ ...runIdentity(), process: 'csat', startedAt, plan });
  return beginCsatRun(plan, startedAt, planLists(plan));
}

async function checkModel({ plan: { modelId } }: CsatRun, board: StageBoard): Promise<void> {
  board.enter('checkingModel', `Asking whether the model ${modelId} is deployed`);
  await checkSpeechModel({ modelId });
}

/** True when all that this round wants is read; else the history is long enough. */
async function readRound(run: CsatRun, board: StageBoard): Promise<boolean> {
  board.enter('reading', csatDetails(run));
  await readLists(run.lists, {
    runId: runIdentity().runId,
    plan: run.plan,
    shouldPause: () => workflowInfo().continueAsNewSuggested,
    onPage(news) {
      run.news += news;
      setCurrentDetails(csatDetails(run));
    },
  });
  return run.lists.every(({ done }) => done);
}

/** One result, which later answers correct: where a round brought nothing new there is nothing to correct. */
async function correlate(run: CsatRun, board: StageBoard): Promise<void> {
  if (run.figures && run.news === 0) return;
  const { runId } = runIdentity();
  const { round, surveysReadAt: readAt, plan } = run;
  board.enter('correlating', csatDetails(run));
  const isCorrection = run.figures !== null;
  run.figures = await correlateSurveys({ runId, round, readAt, plan });
  run.latencyMs ??= Date.parse(now()) - Date.parse(run.startedAt);
  if (isCorrection) run.corrections += 1;
  board.enter('coaching', csatDetails(run));
  run.coaching = await pushSpeechRows(runId, run);
}

async function conclude(
  run: CsatRun,
  board: StageBoard,
  waitedFor: CsatResult['waitedFor'],
): Promise<CsatResult> {
  const { runId, workflowId } = runIdentity();
  const { figures, coaching } = run;
  if (!figures || !coaching) throw new Error('a run that was read is correlated');
  board.enter('auditing', 'Chaining the audit entry');
  const totals = await countCsatPages({ runId });
  const unaudited = csatResult({ run, figures, coaching, waitedFor, totals });
  const outcome = { workflowId, status: 'completed', latencyMs: 0 } as const;
  const auditHead = await auditCsat({ runId, entry: speechQueryEntry(run, outcome, run.startedAt) });
  const result = { ...unaudited, auditHead };
  await endRun({ runId, status: 'completed', finishedAt: now(), result });
  board.enter('completed', resultDetails(result));
  return result;
}

/** The document's program leaves a record only when all went well. */
async function auditFailure(
  error: unknown,
  { run, startedAt }: { run: CsatRun | null; startedAt: string },
): Promise<void> {
  const { runId, workflowId } = runIdentity();
  const status = isCancellation(error) ? 'cancelled' : 'failed';
  const latencyMs = Date.parse(now()) - Date.parse(startedAt);
  await CancellationScope.nonCancellable(() =>
    auditCsat({ runId, entry: speechQueryEntry(run, { workflowId, status, latencyMs }, startedAt) }),
  );
}

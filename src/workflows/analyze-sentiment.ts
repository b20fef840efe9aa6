import {
  continueAsNew,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { AcceptedSentiment, SentimentInput, SentimentResult } from '../contracts/analyze-sentiment.js';
import { STORE_STEP, STORE_WALK } from './activity-options.js';
import { now } from './now.js';
import { pushToCoaching } from './coaching.js';
import { runFailureOf } from './failure.js';
import { progressQuery } from './messages.js';
import { planSlices, readSlices, type SliceReading } from './sentiment-pages.js';
import { progressOf, readingDetails, resultDetails } from './sentiment-progress.js';
import { runEntry, sentimentResult } from './sentiment-result.js';
import { recordFailure, runIdentity } from './run-record.js';
import { createStageBoard, type StageBoard } from './stage.js';

const { acceptSentimentInput, beginRun, endRun } = proxyLocalActivities<Activities>(STORE_STEP);
const { summarizeSentiment } = proxyActivities<Activities>({
  ...STORE_WALK,
  summary: 'add up the stored rows',
});
const { auditSentiment } = proxyActivities<Activities>({ ...STORE_WALK, summary: 'chain the audit entries' });

/** What a run knows of itself; JSON, because a long run hands it to its continuation. */
type Run = { readonly plan: AcceptedSentiment; readonly startedAt: string; readonly slices: SliceReading[] };

/** Pages through the conversations of a window, summarises their sentiment, tells the coaching platform, leaves an audit. */
export async function analyzeSentiment(input: SentimentInput, carried?: Run): Promise<SentimentResult> {
  const board = createStageBoard('sentiment');
  let run = carried;
  setHandler(progressQuery, () => progressOf(board.stage(), run?.slices ?? []));
  try {
    run ??= await begin(input, board);
    await readConversations(run, board);
    if (run.slices.every(({ done }) => done)) return await conclude(run, board);
  } catch (error) {
    await recordFailure(error, board);
    throw runFailureOf(error);
  }
  return continueAsNew<typeof analyzeSentiment>(input, run);
}

async function begin(input: SentimentInput, board: StageBoard): Promise<Run> {
  const startedAt = now();
  board.enter('accepting', 'Checking the input');
  const plan = await acceptSentimentInput({ input, now: startedAt });
  await beginRun({ ...runIdentity(), process: 'sentiment', startedAt, plan });
  return { plan, startedAt, slices: planSlices(plan) };
}

async function readConversations({ plan, slices }: Run, board: StageBoard): Promise<void> {
  board.enter('reading', readingDetails(plan, slices));
  await readSlices(slices, {
    runId: runIdentity().runId,
    plan,
    shouldPause: () => workflowInfo().continueAsNewSuggested,
    onPage: () => setCurrentDetails(readingDetails(plan, slices)),
  });
}

async function conclude({ plan, startedAt, slices }: Run, board: StageBoard): Promise<SentimentResult> {
  const { runId, workflowId } = runIdentity();

  board.enter('summarizing', `${readingDetails(plan, slices)}\n\nAdding up`);
  const figures = await summarizeSentiment({
    ...{ runId, readAt: startedAt },
    actionThreshold: plan.actionThreshold,
  });

  board.enter(
    'coaching',
    `${figures.unique} conversations read, ${figures.actionRequired} below the threshold`,
  );
  const coaching = await pushToCoaching({ runId, plan, timestamp: startedAt });

  board.enter('auditing', 'Chaining the audit entries');
  const stopped = slices.flatMap((slice) => slice.stopped ?? []);
  const unaudited = sentimentResult({ plan, startedAt, figures, coaching, stopped });
  const auditHead = await auditSentiment({ runId, run: runEntry(workflowId, unaudited) });

  const result = { ...unaudited, auditHead };
  await endRun({ runId, status: 'completed', finishedAt: now(), result });
  board.enter('completed', resultDetails(result));
  return result;
}

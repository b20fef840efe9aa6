import {
  continueAsNew,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { InsightsInput, InsightsPlan, InsightsResult } from '../contracts/sync-insights.js';
import { STORE_STEP, STORE_WALK } from './activity-options.js';
import { runFailureOf } from './failure.js';
import { isRead, readConversations, type InsightsReading } from './insight-conversations.js';
import { syncToCrm } from './insights-delivery.js';
import { insightsProgress, readingDetails, resultDetails } from './insights-progress.js';
import { insightsProgressQuery } from './messages.js';
import { now } from './now.js';
import { recordFailure, runIdentity } from './run-record.js';
import { createStageBoard, type StageBoard } from './stage.js';

const { acceptInsightsInput, beginRun, endRun } = proxyLocalActivities<Activities>(STORE_STEP);
const { listInsightConversations } = proxyActivities<Activities>({
  ...STORE_WALK,
  summary: 'which conversations',
});
const { auditInsights } = proxyActivities<Activities>({ ...STORE_WALK, summary: 'chain the audit entries' });

/** What a run knows of itself; JSON, because a long run hands it to its continuation. */
type Run = {
  readonly plan: InsightsPlan;
  readonly startedAt: string;
  /** False where the window may have had conversations that the store knows nothing of. */
  readonly allKnown: boolean;
  readonly reading: InsightsReading;
};

/** Retrieves the insights of conversations, lets through what the rules allow, tells the CRM, leaves an audit. */
export async function syncInsights(input: InsightsInput, carried?: Run): Promise<InsightsResult> {
  const board = createStageBoard('insights');
  let run = carried;
  setHandler(insightsProgressQuery, () => insightsProgress(board.stage(), run?.reading ?? null));
  try {
    run ??= await begin(input, board);
    await read(run, board);
    if (isRead(run.reading)) return await conclude(run, board);
  } catch (error) {
    await recordFailure(error, board);
    throw runFailureOf(error);
  }
  return continueAsNew<typeof syncInsights>(input, run);
}

async function begin(input: InsightsInput, board: StageBoard): Promise<Run> {
  const startedAt = now();
  board.enter('accepting', 'Checking the input');
  const plan = await acceptInsightsInput({ input, now: startedAt });
  await beginRun({ ...runIdentity(), process: 'insights', startedAt, plan });
  const { interval, conversationIds } = plan;
  const { total, allKnown } = await listInsightConversations({
    runId: runIdentity().runId,
    plan: { interval, conversationIds },
  });
  const reading = { total, after: null, underWay: [], read: 0, pages: 0, insights: 0 };
  return { plan, startedAt, allKnown, reading };
}

async function read({ plan, reading }: Run, board: StageBoard): Promise<void> {
  board.enter('reading', readingDetails(reading));
  await readConversations(reading, {
    runId: runIdentity().runId,
    plan,
    shouldPause: () => workflowInfo().continueAsNewSuggested,
    onPage: () => setCurrentDetails(readingDetails(reading)),
  });
}

async function conclude(run: Run, board: StageBoard): Promise<InsightsResult> {
  const { plan, startedAt, reading } = run;
  const { runId, workflowId } = runIdentity();

  board.enter('syncing', readingDetails(reading));
  const crm = await syncToCrm(runId, plan);

  board.enter('auditing', 'Chaining the audit entries');
  const { summary, auditHead } = await auditInsights({
    ...{ runId, workflowId, timestamp: startedAt, pageSize: plan.pageSize },
    incompleteBecause: run.allKnown ? [] : ['windowNotAnalyzed'],
  });

  const complete = summary.incompleteBecause.length === 0;
  const result = { window: plan.interval, startedAt, ...summary, crm, complete, auditHead };
  await endRun({ runId, status: 'completed', finishedAt: now(), result });
  board.enter('completed', resultDetails(result));
  return result;
}

import {
  CancellationScope,
  continueAsNew,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { AuditedRedelivery } from '../activities/audit-redelivery.js';
import type { RedeliveryInput, RedeliveryPlan, RedeliveryResult } from '../contracts/redeliver.js';
import { DELIVERY, STORE_STEP, STORE_WALK } from './activity-options.js';
import { failureTypeOf, runFailureOf } from './failure.js';
import { redeliveryProgressQuery } from './messages.js';
import { now } from './now.js';
import { recordFailure, runIdentity } from './run-record.js';
import { createStageBoard, type StageBoard } from './stage.js';

const { acceptRedeliveryInput, beginRun, endRun } = proxyLocalActivities<Activities>(STORE_STEP);
const { queueRedelivery } = proxyActivities<Activities>({
  ...STORE_WALK,
  summary: 'note what has failed',
});
const { deliverAgain } = proxyActivities<Activities>({
  ...DELIVERY,
  summary: 'send again what has failed',
  // What was on its way when the run was cancelled is recorded before it is audited.
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
});
const { auditRedelivery } = proxyActivities<Activities>({
  ...STORE_WALK,
  summary: 'chain the audit entries',
});

/** What a run knows of itself; JSON, because a long run hands it to its continuation. */
type Run = {
  readonly plan: RedeliveryPlan;
  readonly startedAt: string;
  readonly sinkConfigured: boolean;
  readonly wanted: number;
  /** The key after which to go on; null when everything was tried. */
  after: string | null;
  delivered: number;
  failed: number;
};

/** Sends failed deliveries of one sink again, each under the key that it had: what was said last of a subject, and no more. */
export async function redeliver(input: RedeliveryInput, carried?: Run): Promise<RedeliveryResult> {
  const board = createStageBoard('redelivery');
  let run = carried;
  setHandler(redeliveryProgressQuery, () => ({
    stage: board.stage(),
    wanted: run?.wanted ?? null,
    delivered: run?.delivered ?? 0,
    failed: run?.failed ?? 0,
  }));
  try {
    run ??= await begin(input, board);
    await send(run, board);
    if (run.after === null) return await conclude(run, board);
  } catch (error) {
    await recordFailure(error, board);
    throw runFailureOf(error);
  }
  return continueAsNew<typeof redeliver>(input, run);
}

async function begin(input: RedeliveryInput, board: StageBoard): Promise<Run> {
  const startedAt = now();
  board.enter('accepting', 'Checking the input');
  const plan = await acceptRedeliveryInput({ input });
  await beginRun({ ...runIdentity(), process: 'redelivery', startedAt, plan });
  const { pending: wanted, sinkConfigured } = await queueRedelivery({ runId: runIdentity().runId, plan });
  return {
    ...{ plan, startedAt, sinkConfigured, wanted },
    after: sinkConfigured && wanted > 0 ? '' : null,
    delivered: 0,
    failed: 0,
  };
}

/** What the other side can't take in all that time stays failed. However it ends, what has arrived is audited. */
async function send(run: Run, board: StageBoard): Promise<void> {
  board.enter('sending', sendingDetails(run));
  try {
    while (run.after !== null && !workflowInfo().continueAsNewSuggested) {
      const { runId } = runIdentity();
      const { next, counts } = await deliverAgain({ runId, sink: run.plan.sink, after: run.after });
      Object.assign(run, { after: next, delivered: counts.delivered, failed: counts.failed });
      setCurrentDetails(sendingDetails(run));
    }
  } catch (error) {
    if (failureTypeOf(error) === 'Unavailable') {
      run.after = null;
      return;
    }
    await audit(run, { complete: false });
    throw error;
  }
}

async function conclude(run: Run, board: StageBoard): Promise<RedeliveryResult> {
  const { plan, startedAt } = run;
  board.enter('auditing', 'Chaining the audit entries');
  const { outcome, auditHead } = await audit(run, { complete: true });
  const result = { sink: plan.sink, startedAt, ...outcome, auditHead };
  await endRun({ runId: runIdentity().runId, status: 'completed', finishedAt: now(), result });
  const { delivered, failed, skipped } = result;
  board.enter('completed', `${delivered} delivered, ${failed} still failed, ${skipped} skipped`);
  return result;
}

/** Also for a run that is cancelled: what has happened has happened. */
const audit = (
  { plan: { sink }, startedAt, sinkConfigured }: Run,
  { complete }: { readonly complete: boolean },
): Promise<AuditedRedelivery> =>
  CancellationScope.nonCancellable(() =>
    auditRedelivery({ ...runIdentity(), sink, timestamp: startedAt, sinkConfigured, complete }),
  );

const sendingDetails = ({ plan: { sink }, wanted, delivered, failed }: Run): string =>
  [
    `**Sending** ${wanted} failed deliveries to ${sink} again`,
    '',
    `- delivered: ${delivered}`,
    `- failed again: ${failed}`,
  ].join('\n');

import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  proxyLocalActivities,
  setHandler,
  setWorkflowOptions,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { SessionInput, SessionResult } from '../contracts/run-virtual-agent-session.js';
import { newSession } from '../domain/session-course.js';
import { STORE_STEP } from './activity-options.js';
import { audit, concludeSession } from './conclude-session.js';
import { createCrmDesk } from './crm-desk.js';
import { failureOf, runFailureOf } from './failure.js';
import { createSessionFollower, type SessionFollower } from './follow-session.js';
import { requestHandoffUpdate, sessionProgressQuery, submitTurnUpdate } from './messages.js';
import { openSession } from './open-session.js';
import { createSessionDesk, type CarriedSession, type SessionDesk } from './session-desk.js';
import { now } from './now.js';
import { giveSlotBack } from './session-slot.js';
import { createStageBoard } from './stage.js';

const { acceptSessionInput, beginSession, endRun } = proxyLocalActivities<Activities>(STORE_STEP);

// A session outlives deployments: its next task runs on the newest worker, so changes here are guarded with `patched`. Servers
// refuse the option from a worker that is not versioned.
setWorkflowOptions(
  () =>
    workflowInfo().currentDeploymentVersion?.deploymentName ? { versioningBehavior: 'AUTO_UPGRADE' } : {},
  runVirtualAgentSession,
);

/** Opens a virtual-agent conversation, follows it for as long as it lives, and leaves metrics, a CRM update and an audit entry. */
export async function runVirtualAgentSession(
  input: SessionInput,
  carried?: CarriedSession,
): Promise<SessionResult> {
  const runId = workflowInfo().firstExecutionRunId;
  const board = createStageBoard('session');
  const desk = createSessionDesk();
  // Before any handler: an update that came with the continuation must not be refused as too early.
  if (carried) desk.begin(carried);
  const crm = createCrmDesk(runId, carried?.told ?? 0);
  const follower = createSessionFollower({ runId, desk, crm, board });
  setHandler(sessionProgressQuery, () => desk.progress());
  setHandler(submitTurnUpdate, (turn) => desk.submitTurn(turn), {
    validator: (turn) => desk.refuseTurn(turn),
  });
  setHandler(requestHandoffUpdate, (wish) => desk.requestHandoff(wish), {
    validator: (wish) => desk.refuseHandoff(wish),
  });
  try {
    if (!carried) await open(input, desk, runId);
    const outcome = await follower.followToEnd();
    const crmOutcome = await crm.settled();
    if (outcome === 'ended') {
      await condition(allHandlersFinished);
      const ending = { run: desk.run(), metrics: follower.metrics(), crm: crmOutcome };
      return await concludeSession(runId, ending);
    }
  } catch (error) {
    await recordEnd(error, { runId, desk, follower, settled: () => crm.settled() });
    throw runFailureOf(error);
  }
  follower.stop();
  await condition(allHandlersFinished);
  return continueAsNew<typeof runVirtualAgentSession>(input, desk.carry(crm.told()));
}

async function open(input: SessionInput, desk: SessionDesk, runId: string): Promise<void> {
  const startedAt = now();
  const plan = await acceptSessionInput({ input });
  await beginSession({ runId, workflowId: workflowInfo().workflowId, plan, startedAt });
  desk.begin({ plan, startedAt, session: newSession(startedAt), endHeardAt: null, steps: [], told: 0 });
  await openSession(desk, runId);
}

type Abandoned = {
  readonly runId: string;
  readonly desk: SessionDesk;
  readonly follower: SessionFollower;
  readonly settled: () => Promise<'delivered' | 'failed' | 'noSink'>;
};

/** A run that is cancelled or fails frees its slot and says how it ended. The conversation itself is not ours to end. */
async function recordEnd(error: unknown, { runId, desk, follower, settled }: Abandoned): Promise<void> {
  const state = isCancellation(error) ? 'cancelled' : 'failed';
  await CancellationScope.nonCancellable(async () => {
    if (desk.hasBegun()) {
      desk.set({ state });
      await giveSlotBack(runId);
      if (desk.run().session.conversationId !== null) await follower.tell();
      await follower.show();
      await audit(runId, { run: desk.run(), metrics: follower.metrics(), crm: await settled() });
    }
    await endRun({ runId, status: state, finishedAt: now(), result: { failure: failureOf(error) } });
  });
}

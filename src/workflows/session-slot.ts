import { ApplicationFailure } from '@temporalio/common';
import {
  condition,
  getExternalWorkflowHandle,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { SessionPlan } from '../contracts/run-virtual-agent-session.js';
import { STORE_STEP } from './activity-options.js';
import { now } from './now.js';
import { slotFreedSignal } from './messages.js';

const { reserveSlot, releaseSlot } = proxyLocalActivities<Activities>(STORE_STEP);

/** A waiter is woken by whoever frees a slot; it looks again by itself in case that one died before it could. */
const LOOK_AGAIN_MS = 300_000;

/** @throws ApplicationFailure `NoFreeSlot` when the virtual agent is full and nobody is to wait */
export async function takeSlot(
  runId: string,
  { botId, maxConcurrent, whenFull }: SessionPlan,
): Promise<void> {
  let freed = false;
  setHandler(slotFreedSignal, () => {
    freed = true;
  });
  const { workflowId } = workflowInfo();
  const wait = whenFull === 'wait';
  for (;;) {
    freed = false;
    const wish = { runId, workflowId, botId, maxConcurrent: maxConcurrent ?? null, wait };
    const slot = await reserveSlot({ ...wish, at: now() });
    if (slot === 'held') return;
    if (slot === 'full') {
      const limit = `${String(maxConcurrent)} sessions of ${botId} are live, as many as maxConcurrent allows`;
      throw ApplicationFailure.nonRetryable(
        `${limit}; start again later under another sessionKey, or set whenFull to "wait"`,
        'NoFreeSlot',
      );
    }
    await condition(() => freed, LOOK_AGAIN_MS);
  }
}

/** A conversation that goes on is live whether or not there is room. */
export async function takeSlotAgain(runId: string, { botId }: SessionPlan): Promise<void> {
  const { workflowId } = workflowInfo();
  await reserveSlot({ runId, workflowId, botId, maxConcurrent: null, wait: false, at: now() });
}

/** Frees the slot, or the place among the waiters, and wakes who can have it now. */
export async function giveSlotBack(runId: string): Promise<void> {
  const { wake } = await releaseSlot({ runId });
  await wakeWaiters(wake);
}

/** One that has ended meanwhile can't be signalled, and need not be. */
export async function wakeWaiters(workflowIds: readonly string[]): Promise<void> {
  await Promise.all(
    workflowIds.map((id) =>
      getExternalWorkflowHandle(id)
        .signal(slotFreedSignal)
        .catch(() => undefined),
    ),
  );
}

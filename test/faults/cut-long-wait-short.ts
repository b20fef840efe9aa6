import { setTimeout as pause } from 'node:timers/promises';
import type { FaultWorld } from './fault-world.js';

const DEADLINE_MS = 15_000;

/**
 * Waits until a step of the run is seen to wait about `waitMs`, then does what an operator would: resets the step, after the clock
 * of the gateway, which keeps to the wait as well, was moved past it.
 */
export async function cutLongWaitShort(world: FaultWorld, workflowId: string, waitMs: number): Promise<void> {
  const { client, moveGatewayClock } = world;
  for (const deadline = Date.now() + DEADLINE_MS; ; await pause(50)) {
    if (Date.now() > deadline) throw new Error(`no step of ${workflowId} waits ${waitMs} ms`);
    const { raw } = await client.workflow.getHandle(workflowId).describe();
    const waiting = (raw.pendingActivities ?? []).filter(({ nextAttemptScheduleTime }) => {
      const inMs = Number(nextAttemptScheduleTime?.seconds ?? 0) * 1000 - Date.now();
      return inMs > waitMs * 0.9 && inMs <= waitMs + 1000;
    });
    // Every other step has come to an end by then, so none is left behind that learns of the wait later.
    if (waiting.length === 0 || waiting.length < (raw.pendingActivities ?? []).length) continue;
    moveGatewayClock(waitMs + 1000);
    for (const { activityId } of waiting) {
      await client.workflowService.resetActivity({
        namespace: client.options.namespace,
        execution: { workflowId },
        id: activityId ?? '',
      });
    }
    return;
  }
}

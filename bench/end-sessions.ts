import { setTimeout as pause } from 'node:timers/promises';
import { atRate } from './at-rate.js';
import type { Stand } from './stand.js';

const PATIENCE_MS = 60_000;

type Ended = { readonly workflowId: string; readonly sentAtMs: number };

export type EndedSessions = {
  readonly workflowIds: readonly string[];
  /** From the command that sends the webhook to the close time of the workflow, for those that have closed. */
  readonly closedMs: readonly number[];
};

/** Ends conversations, so that the simulator's webhooks tell of it, and waits until their workflows are closed or a minute is over. */
export async function endSessions(
  stand: Stand,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<EndedSessions> {
  const live = await stand.store.sessions.live();
  const count = Math.min(live.length, perSecond * seconds);
  const ended = await atRate({ perSecond, count }, async (n): Promise<Ended> => {
    // From young to old: most of them have long left the worker's cache.
    const session = live[Math.floor((n * live.length) / count)];
    if (!session?.conversationId) throw new Error('an active session has no conversation');
    const sentAtMs = Date.now();
    const url = `${stand.simulatorUrl}/simulator/conversations/${session.conversationId}/end`;
    const response = await fetch(url, { method: 'POST' });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    await response.arrayBuffer();
    return { workflowId: session.workflowId, sentAtMs };
  });
  return {
    workflowIds: ended.map(({ workflowId }) => workflowId),
    closedMs: await closingTimes(stand, ended),
  };
}

/** Asked for when all is over: asking meanwhile would be load of its own, and the server knows the time. */
async function closingTimes(
  { temporal: { client } }: Stand,
  ended: readonly Ended[],
): Promise<readonly number[]> {
  const closedMs: number[] = [];
  let open = ended;
  for (const deadlineMs = Date.now() + PATIENCE_MS; open.length > 0 && Date.now() < deadlineMs;) {
    const stillOpen: Ended[] = [];
    for (const session of open) {
      const { closeTime } = await client.workflow.getHandle(session.workflowId).describe();
      if (closeTime) closedMs.push(closeTime.getTime() - session.sentAtMs);
      else stillOpen.push(session);
    }
    open = stillOpen;
    if (open.length > 0) await pause(500);
  }
  return closedMs;
}

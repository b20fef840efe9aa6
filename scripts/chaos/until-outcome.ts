import { setTimeout as pause } from 'node:timers/promises';
import { outcomeOf, type Outcome } from '../../src/commands/outcome.js';
import type { StartedRun } from '../../src/launch/start-run.js';
import type { TemporalClient } from '../../src/wiring/connect-temporal.js';

const RECONNECT_MS = 100;

/** How a run ended, asked anew when the server goes away meanwhile. Throws when the run does not end in time. */
export async function untilOutcome(
  { client }: TemporalClient,
  { workflowId, runId }: StartedRun,
  timeoutMs: number,
): Promise<Outcome> {
  const deadlineMs = Date.now() + timeoutMs;
  const handle = client.workflow.getHandle(workflowId);
  for (;;) {
    try {
      return await client.withDeadline(deadlineMs, () => outcomeOf(handle, runId));
    } catch (cause) {
      if (Date.now() >= deadlineMs) throw new Error(`it did not end in ${timeoutMs / 1000} s`, { cause });
      await pause(RECONNECT_MS);
    }
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Stand } from './stand.js';

/** Of a closed run the server tells a moment later how long its history is. */
const PATIENCE_MS = 30_000;

/** How long the history is of each execution of a run that continued as new. */
export async function historyBytes({ temporal: { client } }: Stand, workflowId: string): Promise<number[]> {
  for (const deadlineMs = Date.now() + PATIENCE_MS; Date.now() < deadlineMs; await pause(250)) {
    const sizes: number[] = [];
    let isClosed = false;
    for await (const execution of client.workflow.list({ query: `WorkflowId = "${workflowId}"` })) {
      sizes.push(execution.historySize ?? NaN);
      isClosed ||= execution.status.name === 'COMPLETED';
    }
    if (isClosed) return sizes;
  }
  throw new Error(`${workflowId} is not listed as completed`);
}

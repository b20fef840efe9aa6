import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure, TerminatedFailure, TimeoutFailure } from '@temporalio/common';

export type Outcome = {
  readonly workflowId: string;
  readonly runId: string;
  readonly status: 'completed' | 'failed' | 'cancelled' | 'terminated' | 'timed out';
  readonly result?: unknown;
  readonly failure?: { readonly type: string; readonly message: string };
};

/** Waits for a run to end, over its continuations, and says how: the same object, whatever the end. */
export async function outcomeOf(handle: WorkflowHandle, runId: string): Promise<Outcome> {
  const run = { workflowId: handle.workflowId, runId };
  try {
    return { ...run, status: 'completed', result: (await handle.result()) as unknown };
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    return { ...run, ...endOf(error.cause) };
  }
}

function endOf(cause: Error | undefined): Pick<Outcome, 'status' | 'failure'> {
  if (cause instanceof CancelledFailure)
    return { status: 'cancelled', failure: { type: 'Cancelled', message: cause.message } };
  if (cause instanceof TerminatedFailure)
    return { status: 'terminated', failure: { type: 'Terminated', message: cause.message } };
  if (cause instanceof TimeoutFailure)
    return { status: 'timed out', failure: { type: 'TimedOut', message: cause.message } };
  const type = cause instanceof ApplicationFailure ? (cause.type ?? 'Unexpected') : 'Unexpected';
  return { status: 'failed', failure: { type, message: cause?.message ?? 'unknown' } };
}

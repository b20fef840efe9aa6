import type { WorkflowHandle } from '@temporalio/client';
import { progressQuery, type Progress } from '../workflows/messages.js';
import type { Terminal } from '../wiring/terminal.js';
import { outcomeOf, type Outcome } from './outcome.js';

const REFRESH_MS = 500;

/** Waits for a run and meanwhile shows how far it is. A query that fails shows nothing: the run goes on without it. */
export async function follow(handle: WorkflowHandle, runId: string, terminal: Terminal): Promise<Outcome> {
  const refresh = () =>
    handle.query(progressQuery).then(
      (progress) => terminal.progress(progressLine(progress)),
      () => undefined,
    );
  const timer = setInterval(() => void refresh(), REFRESH_MS);
  try {
    return await outcomeOf(handle, runId);
  } finally {
    clearInterval(timer);
    terminal.progress('');
  }
}

export const progressLine = ({ stage, slices, slicesRead, pages, conversations }: Progress): string =>
  slices === 0
    ? stage
    : `${stage}: ${slicesRead} of ${slices} slices, ${pages} pages, ${conversations.toLocaleString('en')} conversations`;

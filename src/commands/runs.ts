import { WorkflowNotFoundError, type WorkflowExecutionInfo } from '@temporalio/client';
import { InvalidInputError } from '../domain/invalid-input.js';
import { SEARCH_ATTRIBUTES } from '../domain/names.js';
import { firstRunIdOf } from '../launch/first-run-id.js';
import { progressQuery } from '../workflows/messages.js';
import { explainSearchAttributes } from '../wiring/search-attributes.js';
import type { CommandContext, CommandResult } from './context.js';
import { outcomeOf } from './outcome.js';

const unknownRun = (workflowId: string) =>
  new InvalidInputError([
    { field: 'workflowId', problem: `"${workflowId}" is not known; \`client list\` shows what is` },
  ]);

const ANSWER_TIMEOUT_MS = 5_000;

/** `status <workflowId>`: where a run is, as Temporal sees it, and how far it says it has come. */
export async function status(context: CommandContext, workflowId: string): Promise<CommandResult> {
  const { client } = await context.temporal();
  const handle = client.workflow.getHandle(workflowId);
  const description = await handle.describe().catch((error: unknown) => {
    throw error instanceof WorkflowNotFoundError ? unknownRun(workflowId) : error;
  });
  // Without a worker nobody can answer for the workflow: the description alone is still worth printing.
  const progress = await client
    .withDeadline(Date.now() + ANSWER_TIMEOUT_MS, () => handle.query(progressQuery))
    .catch(() => null);
  const unknownBecause = progress === null ? { progressUnknownBecause: 'no worker answers' } : {};
  const runId = firstRunIdOf(description);
  context.terminal.print(JSON.stringify({ ...lineOf(description), runId, progress, ...unknownBecause }));
  return 0;
}

/** `result <workflowId>`: from Temporal while it remembers the run, from the store after that. Exit 1 when there is no result. */
export async function result(context: CommandContext, workflowId: string): Promise<CommandResult> {
  const { client } = await context.temporal();
  const handle = client.workflow.getHandle(workflowId);
  const description = await handle.describe().catch((error: unknown) => {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  });
  if (!description) return storedResult(context, workflowId);
  const runId = firstRunIdOf(description);
  if (description.status.name === 'RUNNING') {
    context.terminal.print(JSON.stringify({ workflowId, runId, status: 'running' }));
    return 1;
  }
  const outcome = await outcomeOf(handle, runId);
  context.terminal.print(JSON.stringify(outcome));
  return outcome.status === 'completed' ? 0 : 1;
}

async function storedResult(context: CommandContext, workflowId: string): Promise<CommandResult> {
  const run = await (await context.store()).runs.findLatest(workflowId);
  if (!run) throw unknownRun(workflowId);
  const { runId, status: stored, result: value } = run;
  context.terminal.print(
    JSON.stringify({
      workflowId,
      runId,
      status: stored,
      ...(stored === 'completed' ? { result: value } : (value as object)),
    }),
  );
  return stored === 'completed' ? 0 : 1;
}

/** `cancel <workflowId>`: asks the run to stop at its next step. What it has done stays recorded. */
export async function cancel(context: CommandContext, workflowId: string): Promise<CommandResult> {
  const { client } = await context.temporal();
  const handle = client.workflow.getHandle(workflowId);
  const { status } = await handle.describe().catch((error: unknown) => {
    throw error instanceof WorkflowNotFoundError ? unknownRun(workflowId) : error;
  });
  const isRunning = status.name === 'RUNNING';
  if (isRunning) await handle.cancel();
  const said = isRunning ? 'cancel requested' : status.name.toLowerCase();
  context.terminal.print(JSON.stringify({ workflowId, status: said }));
  return 0;
}

const MAX_LISTED = 100;

/** `list`: the latest runs, newest first, one JSON object a line. */
export async function list(context: CommandContext): Promise<CommandResult> {
  const { client } = await context.temporal();
  let listed = 0;
  try {
    for await (const run of client.workflow.list({ query: `${SEARCH_ATTRIBUTES.process} IS NOT NULL` })) {
      context.terminal.print(JSON.stringify(lineOf(run)));
      if (++listed === MAX_LISTED) break;
    }
  } catch (error) {
    throw explainSearchAttributes(error);
  }
  if (listed === 0) context.terminal.note('no runs yet');
  return 0;
}

type Described = Pick<
  WorkflowExecutionInfo,
  'workflowId' | 'runId' | 'type' | 'status' | 'startTime' | 'searchAttributes'
> & {
  readonly closeTime?: Date | undefined;
};

const lineOf = (run: Described) => ({
  workflowId: run.workflowId,
  runId: run.runId,
  workflowType: run.type,
  status: run.status.name.toLowerCase(),
  stage: run.searchAttributes[SEARCH_ATTRIBUTES.stage]?.[0] ?? null,
  startedAt: run.startTime.toISOString(),
  endedAt: run.closeTime?.toISOString() ?? null,
});

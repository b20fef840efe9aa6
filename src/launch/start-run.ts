import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowExecutionDescription,
} from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { SEARCH_ATTRIBUTES, WORKFLOW_TASK_QUEUE, type Process } from '../domain/names.js';
import { explainSearchAttributes } from '../wiring/search-attributes.js';
import type { AcceptedStart } from './accept-start.js';
import { firstRunIdOf } from './first-run-id.js';

export type StartedRun = {
  readonly workflowId: string;
  readonly runId: string;
  /** Nothing new was started: this run is there already, though it may have ended where an id is used only once. */
  readonly alreadyRunning: boolean;
  /** `running`, or how the run that was there already ended, in lower case. */
  readonly status: string;
};

/** What is started: a process that the client accepted, or something that it starts by itself. */
export type StartableRun = Omit<AcceptedStart, 'process' | 'plan'> & { readonly process: Process };

export type StartRunOptions = {
  /** Instead of the id that follows from the input. */
  readonly workflowId?: string | undefined;
  /** What "recent" is judged by. */
  readonly now?: Date;
};

const processKey = defineSearchAttributeKey(SEARCH_ATTRIBUTES.process, SearchAttributeType.KEYWORD);

/**
 * Starts what was accepted. A workflow id that is taken is an answer, not an error: the same question is being asked.
 * @throws {UnreachableError} when the namespace does not know our search attributes
 */
export async function startRun(
  client: Client,
  start: StartableRun,
  { workflowId = start.workflowId, now = new Date() }: StartRunOptions = {},
): Promise<StartedRun> {
  // An id that somebody chose says nothing of what was asked.
  const answering = workflowId === start.workflowId ? await recentRun(client, start, now) : null;
  if (answering) return answering;
  try {
    const handle = await client.workflow.start(start.workflowType, {
      workflowId,
      taskQueue: WORKFLOW_TASK_QUEUE,
      args: [start.input],
      staticSummary: start.summary,
      typedSearchAttributes: [{ key: processKey, value: start.process }],
      ...(start.answersForMs === Infinity && { workflowIdReusePolicy: 'REJECT_DUPLICATE' as const }),
    });
    return { workflowId, runId: handle.firstExecutionRunId, alreadyRunning: false, status: 'running' };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) {
      return standing(await client.workflow.getHandle(workflowId).describe());
    }
    throw explainSearchAttributes(error);
  }
}

const standing = (described: WorkflowExecutionDescription): StartedRun => ({
  workflowId: described.workflowId,
  runId: firstRunIdOf(described),
  alreadyRunning: true,
  status: described.status.name.toLowerCase(),
});

/** A run of the same question that came to its end not long ago. Two who start at once are told apart by Temporal itself. */
async function recentRun(
  client: Client,
  { workflowId, answersForMs }: StartableRun,
  now: Date,
): Promise<StartedRun | null> {
  if (answersForMs === 0 || answersForMs === Infinity) return null;
  const described = await client.workflow
    .getHandle(workflowId)
    .describe()
    .catch((error: unknown) => {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    });
  if (described?.status.name !== 'COMPLETED') return null;
  const endedAt = described.closeTime ?? described.startTime;
  return now.getTime() - endedAt.getTime() < answersForMs ? standing(described) : null;
}

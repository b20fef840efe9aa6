import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { SEARCH_ATTRIBUTES, WORKFLOW_TASK_QUEUE } from '../domain/names.js';
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

const processKey = defineSearchAttributeKey(SEARCH_ATTRIBUTES.process, SearchAttributeType.KEYWORD);

/**
 * Starts what was accepted. A workflow id that is taken is an answer, not an error: the same question is being asked.
 * @throws {UnreachableError} when the namespace does not know our search attributes
 */
export async function startRun(client: Client, start: AcceptedStart): Promise<StartedRun> {
  const { workflowId } = start;
  try {
    const handle = await client.workflow.start(start.workflowType, {
      workflowId,
      taskQueue: WORKFLOW_TASK_QUEUE,
      args: [start.input],
      staticSummary: start.summary,
      typedSearchAttributes: [{ key: processKey, value: start.process }],
      ...(start.once && { workflowIdReusePolicy: 'REJECT_DUPLICATE' as const }),
    });
    return { workflowId, runId: handle.firstExecutionRunId, alreadyRunning: false, status: 'running' };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) {
      const described = await client.workflow.getHandle(workflowId).describe();
      return {
        workflowId,
        runId: firstRunIdOf(described),
        alreadyRunning: true,
        status: described.status.name.toLowerCase(),
      };
    }
    throw explainSearchAttributes(error);
  }
}

import type { Client } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { InvalidInputError } from '../domain/invalid-input.js';
import { SEARCH_ATTRIBUTES, WORKFLOW_TASK_QUEUE } from '../domain/names.js';
import { strangerProblem, type Organisation } from '../domain/organisation.js';
import { SESSION_SWEEP_ID } from '../domain/workflow-ids.js';

const processKey = defineSearchAttributeKey(SEARCH_ATTRIBUTES.process, SearchAttributeType.KEYWORD);

/**
 * Starts the sweep of this environment, unless it runs: it lives longer than any worker, so it also remembers whose namespace it is.
 * Null where that is not known now.
 * @throws {InvalidInputError} naming both, when it is the sweep of another organisation
 */
export async function ensureSessionSweep(
  { workflow }: Client,
  organisation: Organisation | null,
): Promise<void> {
  const sweep = await workflow.start('sweepSessions', {
    workflowId: SESSION_SWEEP_ID,
    taskQueue: WORKFLOW_TASK_QUEUE,
    workflowIdConflictPolicy: 'USE_EXISTING',
    typedSearchAttributes: [{ key: processKey, value: 'sweep' }],
    staticSummary: 'finds sessions whose webhook was lost',
    ...(organisation && { memo: { organisation } }),
  });
  if (organisation === null) return;
  const { memo } = await sweep.describe();
  const bound = memo?.['organisation'] as Organisation | undefined;
  if (bound === undefined || bound.id === organisation.id) return;
  throw new InvalidInputError([
    { field: 'TEMPORAL_NAMESPACE', problem: strangerProblem('namespace', organisation, bound) },
  ]);
}

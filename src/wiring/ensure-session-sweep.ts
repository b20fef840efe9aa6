import type { Client } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { SEARCH_ATTRIBUTES, WORKFLOW_TASK_QUEUE } from '../domain/names.js';
import { SESSION_SWEEP_ID } from '../domain/workflow-ids.js';

const processKey = defineSearchAttributeKey(SEARCH_ATTRIBUTES.process, SearchAttributeType.KEYWORD);

/** Starts the sweep of this environment, unless it runs: it lives longer than any worker. */
export async function ensureSessionSweep({ workflow }: Client): Promise<void> {
  await workflow.start('sweepSessions', {
    workflowId: SESSION_SWEEP_ID,
    taskQueue: WORKFLOW_TASK_QUEUE,
    workflowIdConflictPolicy: 'USE_EXISTING',
    typedSearchAttributes: [{ key: processKey, value: 'sweep' }],
    staticSummary: 'finds sessions whose webhook was lost',
  });
}

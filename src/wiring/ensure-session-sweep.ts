import type { Client } from '@temporalio/client';
import { WORKFLOW_TASK_QUEUE } from '../domain/names.js';
import { SESSION_SWEEP_ID } from '../domain/workflow-ids.js';

/** Starts the sweep of this environment, unless it runs: it lives longer than any worker. */
export async function ensureSessionSweep({ workflow }: Client): Promise<void> {
  await workflow.start('sweepSessions', {
    workflowId: SESSION_SWEEP_ID,
    taskQueue: WORKFLOW_TASK_QUEUE,
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: 'finds sessions whose webhook was lost',
  });
}

import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { WorkflowDirectory } from '../activities/workflow-directory.js';
import { conversationEventSignal, insightUpdatedSignal, slotFreedSignal } from '../workflows/messages.js';

/** False where the workflow has ended or was never there; anything else that goes wrong is thrown. */
const unlessGone = (told: Promise<void>): Promise<boolean> =>
  told.then(
    () => true,
    (error: unknown) => {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    },
  );

export const createWorkflowDirectory = ({ workflow }: Client): WorkflowDirectory => ({
  async isRunning(workflowId, runId) {
    try {
      // Without the run id: a session that has continued as new runs under another one.
      const { status, raw } = await workflow.getHandle(workflowId).describe();
      const first = raw.workflowExecutionInfo?.firstRunId;
      return status.name === 'RUNNING' && (!first || first === runId);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  },
  tellEvent: (workflowId, event) =>
    unlessGone(workflow.getHandle(workflowId).signal(conversationEventSignal, event)),
  tellInsightUpdated: (workflowId, event) =>
    unlessGone(workflow.getHandle(workflowId).signal(insightUpdatedSignal, event)),
  tellSlotFreed: (workflowId) => unlessGone(workflow.getHandle(workflowId).signal(slotFreedSignal)),
});

import type { ConversationEvent } from '../domain/conversation-event.js';

/** What activities ask of Temporal itself. */
export type WorkflowDirectory = {
  /** False also when Temporal does not know the run any more. */
  isRunning(workflowId: string, runId: string): Promise<boolean>;
  /** False when the workflow has ended. */
  tellEvent(workflowId: string, event: ConversationEvent): Promise<boolean>;
  tellInsightUpdated(workflowId: string, event: { readonly eventId: string }): Promise<boolean>;
  tellSlotFreed(workflowId: string): Promise<boolean>;
};

import type { WorkflowExecutionDescription } from '@temporalio/client';

/** The run id that stays when a run continues as new: the one that its start gave, and that the store knows. */
export const firstRunIdOf = ({ runId, raw }: Pick<WorkflowExecutionDescription, 'runId' | 'raw'>): string =>
  raw.workflowExecutionInfo?.firstRunId || runId;

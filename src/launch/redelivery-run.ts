import type { RedeliveryInput } from '../contracts/redeliver.js';
import { redeliveryWorkflowId } from '../domain/workflow-ids.js';
import type { StartableRun } from './start-run.js';

/** Sends failed deliveries of a sink again: one run at a time for each sink. */
export const redeliveryRun = (input: RedeliveryInput): StartableRun => ({
  process: 'redelivery',
  workflowType: 'redeliver',
  workflowId: redeliveryWorkflowId(input.sink),
  summary:
    input.key === undefined ? `failed deliveries to ${input.sink}` : `one failed delivery to ${input.sink}`,
  input,
  answersForMs: 0,
});

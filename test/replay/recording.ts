import { Client } from '@temporalio/client';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import type { WorkflowEnv } from '../support/workflow-env.js';

/** Brings a run of the id to the point up to which it is recorded. */
export type Recording = (world: WorkflowEnv, workflowId: string) => Promise<void>;

export const options = (workflowId: string) => ({ taskQueue: WORKFLOW_TASK_QUEUE, workflowId });

/** Time is skipped by `sleep` alone: the environment's own client counts on, also past a refusal. */
export const clientOf = ({ env }: WorkflowEnv) => new Client({ connection: env.connection }).workflow;

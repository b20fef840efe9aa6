import type { DataConverter } from '@temporalio/common';
import { Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import { createActivities, createGenesysActivities, type ActivityDeps } from '../activities/index.js';
import { activityInterceptors } from '../activities/interceptors.js';
import { GENESYS_LIVE_TASK_QUEUE, GENESYS_TASK_QUEUE, WORKFLOW_TASK_QUEUE } from '../domain/names.js';

export type CreateWorkersOptions = {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly workflowBundle: WorkflowBundleOption;
  /** Null: no pace of ours. */
  readonly requestsPerMinute: number | null;
  readonly deps: ActivityDeps;
  /** Absent: Temporal's own, which writes payloads as they are. */
  readonly dataConverter?: DataConverter;
};

/** Everything is safe to repeat, so a stop need not wait long: what is cut off is done again by the next worker. */
const STOP = { shutdownGraceTime: '2s', shutdownForceTime: '5s' } as const;

/** What of the request budget is kept for live calls, so that no batch can use it up. */
const LIVE_SHARE = 0.25;

/** One worker for each task queue. */
export function createWorkers(options: CreateWorkersOptions): Promise<Worker[]> {
  const { connection, namespace, workflowBundle, requestsPerMinute, deps, dataConverter } = options;
  const shared = {
    connection,
    namespace,
    ...STOP,
    interceptors: { activity: activityInterceptors },
    ...(dataConverter && { dataConverter }),
  };
  const genesysQueue = (taskQueue: string, share: number) =>
    Worker.create({
      ...shared,
      taskQueue,
      activities: createGenesysActivities(deps),
      maxConcurrentActivityTaskExecutions: 64,
      // The server keeps this pace over all workers of the queue; the last value that a worker named counts.
      ...(requestsPerMinute !== null && {
        maxTaskQueueActivitiesPerSecond: (requestsPerMinute / 60) * share,
      }),
    });
  return Promise.all([
    Worker.create({
      ...shared,
      workflowBundle,
      taskQueue: WORKFLOW_TASK_QUEUE,
      activities: createActivities(deps),
      maxCachedWorkflows: 500,
      maxConcurrentActivityTaskExecutions: 50,
    }),
    genesysQueue(GENESYS_TASK_QUEUE, 1 - LIVE_SHARE),
    genesysQueue(GENESYS_LIVE_TASK_QUEUE, LIVE_SHARE),
  ]);
}

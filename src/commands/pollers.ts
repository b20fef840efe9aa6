import { GENESYS_LIVE_TASK_QUEUE, GENESYS_TASK_QUEUE, WORKFLOW_TASK_QUEUE } from '../domain/names.js';
import type { TemporalClient } from '../wiring/connect-temporal.js';
import { UnreachableError } from '../wiring/unreachable-error.js';

/** `temporal.api.enums.v1.TaskQueueType`; the package that names its values can't be imported by an ES module. */
const TASK_QUEUE_TYPE_WORKFLOW = 1;
const TASK_QUEUE_TYPE_ACTIVITY = 2;

/** A poll lasts a minute at the most; the server remembers pollers for five, dead ones too. */
const ALIVE_WITHIN_MS = 75_000;

/** Task queues that no live worker asks for work. Empty: everything a run needs is served. */
export async function queuesWithoutWorker({ connection, namespace }: TemporalClient): Promise<string[]> {
  const queues = [
    { name: WORKFLOW_TASK_QUEUE, taskQueueType: TASK_QUEUE_TYPE_WORKFLOW },
    { name: GENESYS_TASK_QUEUE, taskQueueType: TASK_QUEUE_TYPE_ACTIVITY },
    { name: GENESYS_LIVE_TASK_QUEUE, taskQueueType: TASK_QUEUE_TYPE_ACTIVITY },
  ];
  const polled = await Promise.all(
    queues.map(async ({ name, taskQueueType }) => {
      const answer = await connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name },
        taskQueueType,
      });
      return (answer.pollers ?? []).some(
        ({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 > Date.now() - ALIVE_WITHIN_MS,
      );
    }),
  );
  return queues.filter((_, index) => !polled[index]).map(({ name }) => name);
}

/** @throws {UnreachableError} at once, where a run would otherwise wait for ever */
export async function requireWorker(temporalClient: TemporalClient): Promise<void> {
  const unserved = await queuesWithoutWorker(temporalClient);
  if (unserved.length > 0) {
    throw new UnreachableError(
      `no worker polls ${unserved.join(', ')} at ${temporalClient.address}; start one with \`npm start\` (or \`npm run dev\`)`,
    );
  }
}

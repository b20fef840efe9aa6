import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { TemporalClient } from '../src/wiring/connect-temporal.js';
import { median } from './report.js';
import type { stepByStep } from './workflows.js';

const STEPS = 200;
const ROUNDS = 3;

/** A worker for the workflows that only measurements need, in this process. */
export async function withBenchWorker<T>({ address }: TemporalClient, use: () => Promise<T>): Promise<T> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address });
  const logger = new DefaultLogger('ERROR');
  const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));
  const worker = await Worker.create({
    connection,
    taskQueue: 'bench',
    workflowBundle: await bundleWorkflowCode({ workflowsPath, logger }),
    activities: { nothing: () => Promise.resolve() },
  });
  try {
    return await worker.runUntil(use());
  } finally {
    await connection.close();
  }
}

/** What one activity after another costs on this server, when it does nothing. */
export const sequentialStepMs = (temporal: TemporalClient): Promise<number> =>
  withBenchWorker(temporal, async () => {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const startedAtMs = performance.now();
      await temporal.client.workflow.execute<typeof stepByStep>('stepByStep', {
        taskQueue: 'bench',
        workflowId: `bench/steps/${round}`,
        args: [STEPS],
      });
      rounds.push((performance.now() - startedAtMs) / STEPS);
    }
    return median(rounds);
  });

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities, createGenesysActivities, type ActivityDeps } from './activities/index.js';
import { activityInterceptors } from './activities/interceptors.js';
import { loadConfig, readEnvironment, type Config } from './config.js';
import { connectTemporal, temporalAddress, temporalUnreachable } from './wiring/connect-temporal.js';
import { GENESYS_TASK_QUEUE, WORKFLOW_TASK_QUEUE } from './domain/names.js';
import { exitCodeOf, sentencesOf } from './wiring/exit-code.js';
import { createGenesysGateway } from './gateways/genesys/index.js';
import { createSink } from './gateways/sinks/index.js';
import { serveHealth } from './wiring/health.js';
import { createLog } from './wiring/log.js';
import { openStore } from './wiring/open-store.js';
import { missingSearchAttributes } from './wiring/search-attributes.js';
import { temporalLogger } from './wiring/temporal-logger.js';
import { UnreachableError } from './wiring/unreachable-error.js';

async function runWorker(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  Runtime.install({ logger: temporalLogger(log, config.logLevel), shutdownSignals: ['SIGINT', 'SIGTERM'] });
  const { baseUrl, loginUrl, credentials, requestsPerMinute } = config.genesys();
  await refuseWithoutSearchAttributes(config);
  const { store, description } = await openStore(config, {
    say: (line) => log.info(line),
    olderSchema: 'refuse',
  });
  const genesys = createGenesysGateway({ baseUrl, loginUrl, credentials });
  const connection = await connectNative(config);
  const workers = await createWorkers(connection, {
    namespace: temporalAddress(config).namespace,
    requestsPerMinute,
    deps: {
      ...store,
      genesys,
      sinks: { coaching: config.sinks.coaching ? createSink(config.sinks.coaching) : null },
      now: () => new Date(),
    },
  });
  const health =
    config.healthPort === null
      ? null
      : await serveHealth({
          port: config.healthPort,
          isAlive: () => workers.every((worker) => worker.getState() === 'RUNNING'),
          isReady: async () => {
            await Promise.all([store.ping(), connection.workflowService.getSystemInfo({})]);
            return true;
          },
        });
  log.info(
    { temporal: temporalAddress(config).address, genesys: baseUrl, store: description },
    'worker is running',
  );
  try {
    await Promise.all(workers.map((worker) => worker.run()));
  } finally {
    await health?.close();
    await connection.close();
    await genesys.close();
    await store.close();
  }
  log.info('worker has stopped');
}

type WorkerOptions = {
  readonly namespace: string;
  readonly requestsPerMinute: number | null;
  readonly deps: ActivityDeps;
};

/** Everything is safe to repeat, so a stop need not wait long: what is cut off is done again by the next worker. */
const STOP = { shutdownGraceTime: '2s', shutdownForceTime: '5s' } as const;

async function createWorkers(
  connection: NativeConnection,
  { namespace, requestsPerMinute, deps }: WorkerOptions,
) {
  const shared = { connection, namespace, ...STOP, interceptors: { activity: activityInterceptors } };
  return [
    await Worker.create({
      ...shared,
      ...workflowCode(),
      taskQueue: WORKFLOW_TASK_QUEUE,
      activities: createActivities(deps),
      maxCachedWorkflows: 500,
      maxConcurrentActivityTaskExecutions: 50,
    }),
    await Worker.create({
      ...shared,
      taskQueue: GENESYS_TASK_QUEUE,
      activities: createGenesysActivities(deps),
      maxConcurrentActivityTaskExecutions: 64,
      // The server keeps this pace over all workers of the queue; the last value that a worker named counts.
      ...(requestsPerMinute !== null && { maxTaskQueueActivitiesPerSecond: requestsPerMinute / 60 }),
    }),
  ];
}

/** The bundle that `npm run build` made, or, running from the sources, the sources. */
function workflowCode() {
  const bundle = fileURLToPath(new URL('./workflow-bundle.js', import.meta.url));
  return existsSync(bundle)
    ? { workflowBundle: { codePath: bundle } }
    : { workflowsPath: fileURLToPath(new URL('./workflows/index.ts', import.meta.url)) };
}

async function refuseWithoutSearchAttributes(config: Config): Promise<void> {
  const temporal = await connectTemporal(config);
  const missing = await missingSearchAttributes(temporal);
  await temporal.connection.close();
  if (missing.length > 0) {
    throw new UnreachableError(
      `search attributes are not registered (${missing.join(', ')}); run \`client setup\``,
    );
  }
}

async function connectNative(config: Config): Promise<NativeConnection> {
  const { connectionOptions, address } = temporalAddress(config);
  return NativeConnection.connect(connectionOptions).catch((error: unknown) => {
    throw temporalUnreachable(address, error);
  });
}

try {
  await runWorker(loadConfig(readEnvironment()));
} catch (error) {
  process.stderr.write(`${sentencesOf(error).join('\n')}\n`);
  process.exitCode = exitCodeOf(error);
}

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  type Worker,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { loadConfig, readEnvironment, type Config } from './config.js';
import { createGenesysGateway } from './gateways/genesys/index.js';
import { createSink } from './gateways/sinks/index.js';
import { connectTemporal, temporalAddress, temporalUnreachable } from './wiring/connect-temporal.js';
import { createWorkers } from './wiring/create-workers.js';
import { exitCodeOf, sentencesOf } from './wiring/exit-code.js';
import { serveHealth } from './wiring/health.js';
import { createLog } from './wiring/log.js';
import { openStore } from './wiring/open-store.js';
import { missingSearchAttributes } from './wiring/search-attributes.js';
import { telemetry, temporalLogger } from './wiring/telemetry.js';
import { UnreachableError } from './wiring/unreachable-error.js';

/** What was opened, newest last; closed in reverse, however the worker ends. */
const opened: (() => Promise<void>)[] = [];

async function runWorker(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  Runtime.install({
    logger: temporalLogger(log, config.logLevel),
    telemetryOptions: telemetry(config),
    shutdownSignals: ['SIGINT', 'SIGTERM'],
  });
  const { baseUrl, loginUrl, credentials, requestsPerMinute } = config.genesys();
  const { connectionOptions, namespace, address } = temporalAddress(config);
  await refuseWithoutSearchAttributes(config);

  const { store, description } = await openStore(config, {
    say: (line) => log.info(line),
    olderSchema: 'refuse',
  });
  opened.push(() => store.close());
  const genesys = createGenesysGateway({ baseUrl, loginUrl, credentials });
  opened.push(() => genesys.close());
  const connection = await NativeConnection.connect(connectionOptions).catch((error: unknown) => {
    throw temporalUnreachable(address, error);
  });
  opened.push(() => connection.close());

  const sinks = { coaching: config.sinks.coaching ? createSink(config.sinks.coaching) : null };
  const deps = { ...store, genesys, sinks, now: () => new Date() };
  const workers = await createWorkers({
    connection,
    namespace,
    workflowBundle: await workflowBundle(),
    requestsPerMinute,
    deps,
  });
  if (config.healthPort !== null) {
    const health = await serveHealth({
      port: config.healthPort,
      isAlive: () => workers.every((worker) => worker.getState() === 'RUNNING'),
      isReady: async () => {
        await Promise.all([store.ping(), connection.workflowService.getSystemInfo({})]);
        return true;
      },
    });
    opened.push(() => health.close());
  }
  log.info({ temporal: address, genesys: baseUrl, store: description }, 'worker is running');
  await runTogether(workers);
  log.info('worker has stopped');
}

/** One that ends, by a signal or by a fault, takes the others with it: half a worker would look alive. */
async function runTogether(workers: readonly Worker[]): Promise<void> {
  const stopAll = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const ends = await Promise.allSettled(workers.map((worker) => worker.run().finally(stopAll)));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** The bundle that `npm run build` made, or, running from the sources, one made of them now. */
async function workflowBundle(): Promise<WorkflowBundleOption> {
  const codePath = fileURLToPath(new URL('./workflow-bundle.js', import.meta.url));
  if (existsSync(codePath)) return { codePath };
  const workflowsPath = fileURLToPath(new URL('./workflows/index.ts', import.meta.url));
  return bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
}

async function refuseWithoutSearchAttributes(config: Config): Promise<void> {
  const temporal = await connectTemporal(config);
  const missing = await missingSearchAttributes(temporal);
  await temporal.connection.close();
  if (missing.length > 0) {
    throw new UnreachableError(
      `search attributes are not registered (${missing.join(', ')}); run \`npm run client -- setup\``,
    );
  }
}

try {
  await runWorker(loadConfig(readEnvironment()));
} catch (error) {
  process.stderr.write(`${sentencesOf(error).join('\n')}\n`);
  process.exitCode = exitCodeOf(error);
} finally {
  for (let close = opened.pop(); close; close = opened.pop()) await close().catch(() => undefined);
}
// A native worker that was made and never ran holds its connection and the process for ever, and nobody would start another.
if (process.exitCode) process.exit();

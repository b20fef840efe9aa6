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
import { createPayloadCodec } from './codec/payload-codec.js';
import { serveCodec } from './codec/codec-server.js';
import { loadConfig, readEnvironment, type Config } from './config.js';
import { createGenesysGateway } from './gateways/genesys/index.js';
import { createSink } from './gateways/sinks/index.js';
import {
  connectTemporal,
  dataConverterOf,
  temporalAddress,
  temporalUnreachable,
  type TemporalClient,
} from './wiring/connect-temporal.js';
import { createWorkers } from './wiring/create-workers.js';
import { bindOrganisation } from './wiring/bind-organisation.js';
import { ensureSessionSweep } from './wiring/ensure-session-sweep.js';
import { exitCodeOf, sentencesOf } from './wiring/exit-code.js';
import { serveHealth } from './wiring/health.js';
import { createLog, type Log } from './wiring/log.js';
import { openStore } from './wiring/open-store.js';
import { missingSearchAttributes } from './wiring/search-attributes.js';
import { serveIngress } from './wiring/serve-ingress.js';
import { telemetry, temporalLogger } from './wiring/telemetry.js';
import { UnreachableError } from './wiring/unreachable-error.js';
import { createWorkflowDirectory } from './wiring/workflow-directory.js';

/** What was opened, newest last; closed in reverse, however the worker ends. */
const opened: (() => Promise<void>)[] = [];

async function runWorker(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  Runtime.install({
    logger: temporalLogger(log, config.logLevel),
    telemetryOptions: telemetry(config),
    shutdownSignals: ['SIGINT', 'SIGTERM'],
  });
  const { baseUrl, loginUrl, credentials, profile, requestsPerMinute } = config.genesys();
  const { connectionOptions, namespace, address } = temporalAddress(config);
  const temporal = await connectTemporal(config);
  opened.push(() => temporal.connection.close());
  await refuseWithoutSearchAttributes(temporal);

  const { store, description } = await openStore(config, {
    say: (line) => log.info(line),
    olderSchema: 'refuse',
  });
  opened.push(() => store.close());
  const genesys = createGenesysGateway({ baseUrl, loginUrl, credentials, profile });
  opened.push(() => genesys.close());
  const organisation = await bindOrganisation({ genesys, store, say: (line) => log.warn(line) });
  const connection = await NativeConnection.connect(connectionOptions).catch((error: unknown) => {
    throw temporalUnreachable(address, error);
  });
  opened.push(() => connection.close());

  const { coaching, crm } = config.sinks;
  const sinks = { coaching: coaching ? createSink(coaching) : null, crm: crm ? createSink(crm) : null };
  const workflows = createWorkflowDirectory(temporal.client);
  const deps = { ...store, genesys, sinks, workflows, requestsPerMinute, now: () => new Date() };
  const workers = await createWorkers({
    connection,
    namespace,
    workflowBundle: await workflowBundle(),
    requestsPerMinute,
    deps,
    dataConverter: dataConverterOf(config),
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
  if (config.codecServer !== null) await openCodecServer(config, config.codecServer, log);
  if (config.ingress.port !== null) {
    const { port } = config.ingress;
    const ingress = await serveIngress({
      config: { ...config.ingress, port },
      ...{ store, workflows, client: temporal.client, log },
    });
    opened.push(() => ingress.close());
    log.info({ url: ingress.url }, 'ingress is running');
  }
  await ensureSessionSweep(temporal.client, organisation);
  log.info({ temporal: address, genesys: baseUrl, store: description }, 'worker is running');
  await runTogether(workers);
  log.info('worker has stopped');
}

async function openCodecServer(
  { payloadKeys }: Config,
  options: NonNullable<Config['codecServer']>,
  log: Log,
): Promise<void> {
  const server = await serveCodec({ ...options, codec: createPayloadCodec(payloadKeys) });
  opened.push(() => server.close());
  log.info({ host: options.host, port: server.port }, 'codec server is running');
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

async function refuseWithoutSearchAttributes(temporal: TemporalClient): Promise<void> {
  const missing = await missingSearchAttributes(temporal);
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

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { endProcess } from '../../scripts/end-process.js';
import { startLocalTemporal } from '../../scripts/local-temporal.js';
import { createSimulator, type SimulatorOptions } from '../../simulator/simulator.js';
import { OUR_SEARCH_ATTRIBUTES } from '../../scripts/our-search-attributes.js';
import { Secret } from '../../src/domain/secret.js';
import { createGenesysGateway } from '../../src/gateways/genesys/index.js';
import { createSink } from '../../src/gateways/sinks/index.js';
import { createStore } from '../../src/store/index.js';
import { ensureLocalDatabase } from '../../src/store/local/ensure-local-database.js';
import { seedDataDir } from './seeded-data-dir.js';
import { createWorkers } from '../../src/wiring/create-workers.js';
import { createWorkflowDirectory } from '../../src/wiring/workflow-directory.js';

type Options = {
  readonly temporalCli: string;
  readonly workflowBundle: string;
  readonly simulator: SimulatorOptions;
};

/** Everything real and local: a Temporal server, a database, the simulator, and the product's own workers in this process. */
export async function createProcessWorld({ temporalCli, workflowBundle, simulator: simulated }: Options) {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const dataDir = await mkdtemp(join(tmpdir(), 'durable-genesys-world-'));
  await seedDataDir(dataDir);
  const [temporal, database] = await Promise.all([
    startLocalTemporal({
      dataDir,
      cli: temporalCli,
      headless: true,
      searchAttributes: OUR_SEARCH_ATTRIBUTES,
    }),
    ensureLocalDatabase({ dataDir }),
  ]);
  const simulator = await createSimulator(simulated);
  const store = createStore(database.connection, new Secret('an audit key for tests, 32 characters'));
  await store.migrate();
  const { clientId, clientSecret } = simulator.credentials;
  const genesys = createGenesysGateway({
    baseUrl: simulator.url,
    loginUrl: simulator.url,
    credentials: { clientId, clientSecret: new Secret(clientSecret), scope: null },
  });
  const connection = await NativeConnection.connect({ address: temporal.address });
  const coaching = createSink({ url: `${simulator.url}/sinks/coaching`, secret: null, authorization: null });
  const crm = createSink({ url: `${simulator.url}/sinks/crm`, secret: null, authorization: null });
  const clientConnection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection: clientConnection });
  const workflows = createWorkflowDirectory(client);
  const workers = await createWorkers({
    connection,
    namespace: 'default',
    workflowBundle: { codePath: workflowBundle },
    requestsPerMinute: null,
    deps: {
      ...store,
      genesys,
      sinks: { coaching, crm },
      workflows,
      requestsPerMinute: null,
      now: () => new Date(),
    },
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    client,
    simulator,
    store,
    async close() {
      for (const worker of workers) worker.shutdown();
      await running;
      await clientConnection.close();
      await connection.close();
      await genesys.close();
      await store.close();
      await simulator.close();
      await temporal.stop();
      await endProcess(database.pid);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type ProcessWorld = Awaited<ReturnType<typeof createProcessWorld>>;

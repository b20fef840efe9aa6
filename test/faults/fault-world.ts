import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { endProcess } from '../../scripts/end-process.js';
import { startLocalTemporal } from '../../scripts/local-temporal.js';
import { createSimulator } from '../../simulator/simulator.js';
import { OUR_SEARCH_ATTRIBUTES } from '../../scripts/our-search-attributes.js';
import { Secret } from '../../src/domain/secret.js';
import { createGenesysGateway } from '../../src/gateways/genesys/index.js';
import { createSink } from '../../src/gateways/sinks/index.js';
import { createStore } from '../../src/store/index.js';
import { ensureLocalDatabase } from '../../src/store/local/ensure-local-database.js';
import { createWorkers } from '../../src/wiring/create-workers.js';
import { createWorkflowDirectory } from '../../src/wiring/workflow-directory.js';

export type FaultWorldOptions = {
  readonly temporalCli: string;
  readonly workflowBundle: string;
  /** An empty database to copy; without it one is made, which takes seconds. */
  readonly databaseTemplate?: string;
  /** Days of the organisation: one for each run. */
  readonly days: number;
};

/** Enough that both slices of a day have several pages. */
const CONVERSATIONS_A_DAY = 1100;

/**
 * Everything real and local, as in production but for one thing: the gateway's clock can be moved, so that a wait of minutes which
 * the gateway keeps to need not be waited for.
 */
export async function createFaultWorld({
  temporalCli,
  workflowBundle,
  databaseTemplate,
  days,
}: FaultWorldOptions) {
  const dataDir = await mkdtemp(join(tmpdir(), 'durable-genesys-faults-'));
  if (databaseTemplate) await cp(databaseTemplate, join(dataDir, 'database'), { recursive: true });
  const [temporal, database] = await Promise.all([
    startLocalTemporal({
      dataDir,
      cli: temporalCli,
      headless: true,
      searchAttributes: OUR_SEARCH_ATTRIBUTES,
    }),
    ensureLocalDatabase({ dataDir }),
  ]);
  const simulator = await createSimulator({ conversations: days * CONVERSATIONS_A_DAY, days, seed: 5 });
  const store = createStore(database.connection, new Secret('an audit key for tests, 32 characters'));
  await store.migrate();
  let gatewayAheadMs = 0;
  const { clientId, clientSecret } = simulator.credentials;
  const genesys = createGenesysGateway({
    baseUrl: simulator.url,
    loginUrl: simulator.url,
    credentials: { clientId, clientSecret: new Secret(clientSecret), scope: null },
    now: () => Date.now() + gatewayAheadMs,
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
    moveGatewayClock: (ms: number) => {
      gatewayAheadMs += ms;
    },
    async close() {
      simulator.faults.clear();
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

export type FaultWorld = Awaited<ReturnType<typeof createFaultWorld>>;

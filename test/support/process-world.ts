import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { endProcess } from '../../scripts/end-process.js';
import { startLocalTemporal } from '../../scripts/local-temporal.js';
import { MODEL_IDS } from '../../simulator/speech/models.js';
import { createSimulator, type SimulatorOptions } from '../../simulator/simulator.js';
import { OUR_SEARCH_ATTRIBUTES } from '../../scripts/our-search-attributes.js';
import { WEBHOOK_PATHS } from '../../src/domain/names.js';
import { Secret } from '../../src/domain/secret.js';
import type { Profile } from '../../src/gateways/genesys/profile.js';
import { createGenesysGateway } from '../../src/gateways/genesys/index.js';
import { createSink } from '../../src/gateways/sinks/index.js';
import { ensureWebhook } from '../../src/commands/ensure-webhook.js';
import { createStore } from '../../src/store/index.js';
import { ensureLocalDatabase } from '../../src/store/local/ensure-local-database.js';
import { createWorkers } from '../../src/wiring/create-workers.js';
import { serveIngress, type ServedIngress } from '../../src/wiring/serve-ingress.js';
import { createWorkflowDirectory } from '../../src/wiring/workflow-directory.js';

type Options = {
  readonly temporalCli: string;
  readonly workflowBundle: string;
  /** An empty database to copy; without it one is made, which takes seconds. */
  readonly databaseTemplate?: string;
  readonly simulator: SimulatorOptions;
  /** By how much the gateway's clock is ahead, so that a wait that it keeps to need not be waited for. */
  readonly gatewayAheadMs?: () => number;
  /** Whether webhooks are received, and the simulator has been told where to send them. */
  readonly ingress?: boolean;
  readonly profile?: Profile;
};

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const WEBHOOK_SECRET = new Secret('a webhook secret for tests');
const WEBHOOK_BEARER = new Secret('a webhook bearer for tests');

/** Everything real and local: a Temporal server, a database, the simulator, and the product's own workers in this process. */
export async function createProcessWorld({
  temporalCli,
  workflowBundle,
  databaseTemplate,
  simulator: simulated,
  gatewayAheadMs = () => 0,
  ingress: hasIngress = false,
  profile = 'documented',
}: Options) {
  const dataDir = await mkdtemp(join(tmpdir(), 'durable-genesys-world-'));
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
  const simulator = await createSimulator(simulated);
  const store = createStore(database.connection, new Secret('an audit key for tests, 32 characters'));
  await store.migrate();
  const { clientId, clientSecret } = simulator.credentials;
  const genesys = createGenesysGateway({
    profile,
    baseUrl: simulator.url,
    loginUrl: simulator.url,
    credentials: { clientId, clientSecret: new Secret(clientSecret), scope: null },
    now: () => Date.now() + gatewayAheadMs(),
  });
  const connection = await NativeConnection.connect({ address: temporal.address });
  const coaching = createSink({ url: `${simulator.url}/sinks/coaching`, secret: null, authorization: null });
  const crm = createSink({ url: `${simulator.url}/sinks/crm`, secret: null, authorization: null });
  const clientConnection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection: clientConnection });
  const workflows = createWorkflowDirectory(client);
  const deps = {
    ...store,
    genesys,
    sinks: { coaching, crm },
    workflows,
    requestsPerMinute: null,
    now: () => new Date(),
  };
  const startWorkers = async () => {
    const workers = await createWorkers({
      connection,
      namespace: 'default',
      workflowBundle: { codePath: workflowBundle },
      requestsPerMinute: null,
      deps,
    });
    const running = Promise.all(workers.map((worker) => worker.run()));
    return async () => {
      for (const worker of workers) worker.shutdown();
      await running;
    };
  };
  const openIngress = (port: number) =>
    serveIngress({
      config: {
        ...{ port, host: '127.0.0.1', publicUrl: null },
        ...{ secrets: [WEBHOOK_SECRET], bearer: WEBHOOK_BEARER },
      },
      ...{ store, client, workflows, log: SILENT },
    });
  let stopWorkers: (() => Promise<void>) | null = await startWorkers();
  let ingress: ServedIngress | null = hasIngress ? await openIngress(0) : null;
  const ingressUrl = ingress?.url ?? null;
  if (ingressUrl !== null) {
    const { host } = new URL(simulator.url);
    const modelId = MODEL_IDS.deployed;
    const registration = { registry: genesys.webhooks, webhooks: store.webhooks, now: () => new Date() };
    const conversation = {
      host,
      url: `${ingressUrl}${WEBHOOK_PATHS.conversation}`,
      event: 'conversation:ended',
    };
    const speech = { host, url: `${ingressUrl}${WEBHOOK_PATHS.speech}`, event: `speechanalytics/${modelId}` };
    await ensureWebhook(registration, { key: conversation, secret: WEBHOOK_SECRET });
    await ensureWebhook(registration, { key: speech, bearer: WEBHOOK_BEARER, modelId });
  }
  return {
    client,
    simulator,
    store,
    /** Who executes workflows; the ingress goes on without. */
    workers: {
      async stop() {
        await stopWorkers?.();
        stopWorkers = null;
      },
      async start() {
        stopWorkers ??= await startWorkers();
      },
    },
    ingress: {
      /** Null where webhooks are not received. */
      url: ingressUrl,
      async stop() {
        await ingress?.close();
        ingress = null;
      },
      /** Where it was before. */
      async start() {
        if (ingressUrl !== null) ingress ??= await openIngress(Number(new URL(ingressUrl).port));
      },
    },
    async close() {
      await ingress?.close();
      await stopWorkers?.();
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

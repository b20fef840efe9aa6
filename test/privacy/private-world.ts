import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSimulator } from '../../simulator/simulator.js';
import { loadConfig } from '../../src/config.js';
import { connectDatabase } from '../../src/store/connection.js';
import { connectTemporal } from '../../src/wiring/connect-temporal.js';
import { closedPort } from '../client/support/closed-port.js';
import { startLocalWorld } from '../client/support/local-world.js';
import { untilWorkerRuns } from '../client/support/until-worker-runs.js';
import { createEchoingFront } from './echoing-front.js';
import { SECRETS } from './planted.js';
import { storeTexts, temporalTexts } from './places.js';

export type PrivateWorld = Awaited<ReturnType<typeof startPrivateWorld>>;

type Options = {
  readonly conversations?: number;
  /** Without keys a history shows all that is in it. */
  readonly payloadKeys?: string;
};

/** Everything as in production: a worker as a process that logs all it can, its ingress, keys for payloads, and servers that repeat what they refuse. */
export async function startPrivateWorld(
  cli: string,
  { conversations = 50, payloadKeys = SECRETS.payloadKey }: Options = {},
) {
  const world = await startLocalWorld({ cli, searchAttributes: 'registered' });
  const simulator = await createSimulator({
    conversations,
    clientSecret: SECRETS.clientSecret,
    sinkSecret: SECRETS.sink,
  });
  const front = await createEchoingFront(simulator.url);
  const ingress = await closedPort();
  const variables = {
    GENESYS_BASE_URL: front.url,
    GENESYS_CLIENT_ID: simulator.credentials.clientId,
    GENESYS_CLIENT_SECRET: SECRETS.clientSecret,
    GENESYS_REQUESTS_PER_MINUTE: '0',
    COACHING_URL: `${front.url}/sinks/coaching`,
    COACHING_SECRET: SECRETS.sink,
    COACHING_AUTHORIZATION: SECRETS.authorization,
    CRM_URL: `${front.url}/sinks/crm`,
    CRM_SECRET: SECRETS.sink,
    CRM_AUTHORIZATION: SECRETS.authorization,
    INGRESS_PORT: ingress.split(':')[1] ?? '',
    INGRESS_PUBLIC_URL: `http://${ingress}`,
    INGRESS_SECRETS: SECRETS.webhook,
    INGRESS_BEARER: SECRETS.bearer,
    AUDIT_KEY: SECRETS.auditKey,
    PAYLOAD_KEYS: payloadKeys,
    LOG_LEVEL: 'debug',
  };
  const said: string[] = [];
  /** A command as a user gives it, all of whose words count as output. */
  const client = async (args: readonly string[], input = '') => {
    const ended = await world.start('client', args, variables, input).ended;
    said.push(ended.stdout, ended.stderr);
    return ended;
  };
  await client(['setup']);
  const worker = world.start('worker', [], variables);
  await untilWorkerRuns(worker, world.temporalAddress);
  const temporal = await connectTemporal(
    loadConfig({ TEMPORAL_ADDRESS: world.temporalAddress, PAYLOAD_KEYS: payloadKeys }),
  );
  return {
    simulator,
    front,
    temporal,
    client,
    ingressUrl: `http://${ingress}`,
    temporalAddress: world.temporalAddress,
    said: () => said.join('\n'),
    /** All that the product has written down anywhere; the worker has ended then. */
    async collect() {
      const auditFile = join(world.scratch.directory, 'audit.jsonl');
      await client(['audit', 'export', '--out', auditFile]);
      worker.signal('SIGTERM');
      const { stdout, stderr } = await worker.ended;
      const db = connectDatabase(await world.database());
      const tables = await storeTexts(db).finally(() => db.destroy());
      return {
        temporal: await temporalTexts(temporal),
        log: `${stdout}\n${stderr}`,
        tables,
        audit: await readFile(auditFile, 'utf8'),
        client: said.join('\n'),
        sinks: JSON.stringify([simulator.sinks.crm.effects(), simulator.sinks.coaching.effects()]),
      };
    },
    async close() {
      await temporal.connection.close();
      await world.stop();
      await front.close();
      await simulator.close();
    },
  };
}

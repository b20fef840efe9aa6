import { randomBytes } from 'node:crypto';
import { OUR_SEARCH_ATTRIBUTES } from './our-search-attributes.js';
import { createSimulator, type Simulator } from '../simulator/simulator.js';
import { createLocalCodec } from './local-codec.js';
import { startLocalTemporal, type LocalTemporal } from './local-temporal.js';
import { freePort } from './servers/free-port.js';
import { ensureTemporalCli } from './servers/ensure-temporal-cli.js';

export type World = {
  /** What the worker and the client need to find everything. */
  readonly environment: NodeJS.ProcessEnv;
  readonly temporal: LocalTemporal | null;
  readonly simulator: Simulator | null;
  stop(): Promise<void>;
};

export type WorldOptions = {
  readonly environment: NodeJS.ProcessEnv;
  readonly dataDir: string;
  readonly conversations: number;
  readonly ports?: { readonly temporal: number; readonly ui: number; readonly simulator: number };
  readonly say: (line: string) => void;
};

/** Brings what is not set: Temporal unless `TEMPORAL_ADDRESS` is, an offline Genesys unless a region or a base URL is. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { environment } = options;
  const simulator =
    environment.GENESYS_REGION || environment.GENESYS_BASE_URL ? null : await simulate(options);
  const temporal = environment.TEMPORAL_ADDRESS ? null : await serveTemporal(options);
  return {
    environment: {
      ...environment,
      DATA_DIR: options.dataDir,
      ...temporal?.environment,
      ...simulator?.environment,
    },
    temporal: temporal?.server ?? null,
    simulator: simulator?.simulator ?? null,
    async stop() {
      await temporal?.server.stop();
      await simulator?.simulator.close();
    },
  };
}

/** A server of our own has private histories, and a UI that can read them. */
async function serveTemporal({ environment, dataDir, ports, say }: WorldOptions) {
  const cli = await ensureTemporalCli({ env: environment, say });
  const codec = await createLocalCodec({ environment, dataDir });
  const server = await startLocalTemporal({
    dataDir,
    cli,
    codecEndpoint: codec.endpoint,
    searchAttributes: OUR_SEARCH_ATTRIBUTES,
    port: ports?.temporal ?? 0,
    uiPort: ports?.ui ?? 0,
  });
  return {
    server,
    environment: { TEMPORAL_ADDRESS: server.address, ...codec.environmentFor(server.uiUrl ?? '') },
  };
}

async function simulate({ conversations, ports }: WorldOptions) {
  const sinkSecret = newSecret();
  const ingressPort = String(await freePort());
  const simulator = await createSimulator({ conversations, sinkSecret, port: ports?.simulator ?? 0 });
  return {
    simulator,
    environment: {
      GENESYS_BASE_URL: simulator.url,
      GENESYS_CLIENT_ID: simulator.credentials.clientId,
      GENESYS_CLIENT_SECRET: simulator.credentials.clientSecret,
      // The simulator has no limit of its own, so the demonstration need not wait for one.
      GENESYS_REQUESTS_PER_MINUTE: '0',
      COACHING_URL: `${simulator.url}/sinks/coaching`,
      COACHING_SECRET: sinkSecret,
      CRM_URL: `${simulator.url}/sinks/crm`,
      CRM_SECRET: sinkSecret,
      // A new port each time: the simulator forgets its webhooks, and the store would think that this one is registered.
      INGRESS_PORT: ingressPort,
      INGRESS_PUBLIC_URL: `http://127.0.0.1:${ingressPort}`,
      INGRESS_SECRETS: newSecret(),
    },
  };
}

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config.js';
import { Secret } from '../../src/domain/secret.js';
import type { Profile } from '../../src/gateways/genesys/profile.js';
import { connectTemporal, type TemporalClient } from '../../src/wiring/connect-temporal.js';
import { bareEnvironment } from '../bare-environment.js';
import { freePort } from '../servers/free-port.js';
import { buildWorker } from './build-worker.js';
import type { ChaosSubject, Scene } from './chaos-subject.js';
import { createDatabaseTemplate, type DatabaseTemplate } from './database-template.js';
import type { Running } from './running.js';
import { startSimulatorProcess, type SimulatorProcess } from './simulator-process.js';
import { startTemporalProcess, type TemporalProcess } from './temporal-process.js';

/** What all runs share. What a run changes in it (the sinks) is cleared before the next; the store is each run's own. */
export type Laboratory = {
  readonly subject: ChaosSubject;
  readonly temporal: TemporalProcess;
  readonly client: TemporalClient;
  readonly simulator: SimulatorProcess;
  readonly template: DatabaseTemplate;
  readonly auditKey: Secret;
  /** Below this each run has its own directory. */
  readonly directory: string;
  readonly running: Running;
  /** The worker's program. */
  readonly workerEntry: string;
  workerEnvironment(dataDir: string): NodeJS.ProcessEnv;
  sceneOf(name: string): Scene;
};

type Options = {
  readonly subject: ChaosSubject;
  readonly profile: Profile;
  readonly seed: number;
  readonly conversations: number;
  readonly say: (line: string) => void;
  readonly running: Running;
  /** Empty; what was in it is left for whoever wants to look. */
  readonly directory: string;
};

const RUN_TIMEOUT_MS = 120_000;

/** Starts a Temporal server, a simulator and a database to copy, each a process of its own. */
export async function createLaboratory(options: Options): Promise<Laboratory> {
  const { subject, profile, seed, conversations, say, running, directory } = options;
  const inside = async (name: string) => {
    await mkdir(join(directory, name), { mode: 0o700 });
    return join(directory, name);
  };
  const now = new Date().toISOString();
  const auditKey = new Secret(randomBytes(32).toString('hex'));

  const simulator = await startSimulatorProcess({
    dataDir: await inside('simulator'),
    seed,
    conversations,
    now,
    faults: subject.slowness,
    // Speech analytics are of what is spoken: on the published API nothing else would be found.
    ...(profile === 'platform' && { media: 'voice' }),
  });
  running.started(() => simulator.stop());
  const temporal = await startTemporalProcess(await inside('temporal'), say);
  running.started(() => temporal.stop());
  // Not closed, because the program ends with it: Temporal's client throws from a timer when it finds a retried call's channel shut.
  const client = await connectTemporal(loadConfig({ TEMPORAL_ADDRESS: temporal.address }));
  const template = await createDatabaseTemplate(await inside('template'), auditKey);
  const workerEntry = await buildWorker(await inside('worker'));
  const period = await simulator.control.period();
  const ingressPort = await freePort();
  const ingress = {
    url: `http://127.0.0.1:${ingressPort}`,
    secret: new Secret(`whsec_${randomBytes(32).toString('base64')}`),
  };
  const genesys = { baseUrl: simulator.url, credentials: simulator.credentials };
  return {
    subject,
    temporal,
    client,
    simulator,
    template,
    auditKey,
    directory,
    running,
    workerEntry,
    sceneOf: (name) => ({
      ...{ name, profile, client, control: simulator.control, genesys, ingress, conversations, period, now },
      timeoutMs: RUN_TIMEOUT_MS,
    }),
    workerEnvironment: (dataDir) => ({
      ...bareEnvironment(),
      HOME: directory,
      TMPDIR: tmpdir(),
      TZ: 'UTC',
      DATA_DIR: dataDir,
      AUDIT_KEY: auditKey.reveal(),
      TEMPORAL_ADDRESS: temporal.address,
      GENESYS_BASE_URL: simulator.url,
      GENESYS_CLIENT_ID: simulator.credentials.clientId,
      GENESYS_CLIENT_SECRET: simulator.credentials.clientSecret,
      GENESYS_API_PROFILE: profile,
      GENESYS_REQUESTS_PER_MINUTE: '0',
      COACHING_URL: `${simulator.url}/sinks/coaching`,
      CRM_URL: `${simulator.url}/sinks/crm`,
      INGRESS_PORT: String(ingressPort),
      INGRESS_SECRETS: ingress.secret.reveal(),
    }),
  };
}

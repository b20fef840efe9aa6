import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bareEnvironment } from '../scripts/bare-environment.js';
import { endProcess } from '../scripts/end-process.js';
import { startLocalTemporal } from '../scripts/local-temporal.js';
import { ensureTemporalCli } from '../scripts/servers/ensure-temporal-cli.js';
import { untilPolled } from '../scripts/until-polled.js';
import { startWorkerProcess } from '../scripts/worker-process.js';
import { sql } from 'kysely';
import { loadConfig, type Config } from '../src/config.js';
import { OUR_SEARCH_ATTRIBUTES } from '../scripts/our-search-attributes.js';
import { connectDatabase } from '../src/store/connection.js';
import { ensureLocalDatabase } from '../src/store/local/ensure-local-database.js';
import { connectTemporal, type TemporalClient } from '../src/wiring/connect-temporal.js';
import { openStore } from '../src/wiring/open-store.js';
import type { Store } from '../src/store/index.js';

export type StandOptions = {
  readonly conversations: number;
  readonly requestsPerMinute: number;
  readonly workers: number;
  /** On which medium the simulator's conversations are held; absent: on all of them. */
  readonly media?: string;
  /** Absent: the local database. */
  readonly databaseUrl?: string;
  /** What the worker and its clients find in their environment besides. */
  readonly variables?: Readonly<Record<string, string>>;
};

export type Stand = {
  readonly temporal: TemporalClient;
  readonly store: Store;
  readonly simulatorUrl: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly workerPids: readonly number[];
  /** Null with a PostgreSQL of one's own. */
  readonly databasePid: number | null;
  setFaults(faults: readonly object[]): Promise<void>;
  /** How the simulator makes its insights. */
  setInsights(setting: object): Promise<void>;
  /** What its speech analytics and its published API are like. */
  setSpeech(setting: object): Promise<void>;
  setPlatform(setting: object): Promise<void>;
  /** How the simulator's customers answer its surveys. */
  setSurveys(setting: object): Promise<void>;
  /** Empties the outbox, so that the next run has everything to say again. */
  forgetDeliveries(): Promise<void>;
  close(): Promise<void>;
};

const SIMULATOR = fileURLToPath(new URL('../simulator/main.ts', import.meta.url));

/** What production has, on one machine: every part a process of its own, so that each can be measured. */
export async function startStand(options: StandOptions): Promise<Stand> {
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let next = opened.pop(); next; next = opened.pop()) await next();
  };
  try {
    const dataDir = await mkdtemp(join(tmpdir(), 'durable-genesys-bench-'));
    opened.push(() => rm(dataDir, { recursive: true, force: true }));
    const databasePid = options.databaseUrl === undefined ? await openedDatabase(dataDir) : null;
    if (databasePid !== null) opened.push(() => endProcess(databasePid));
    const cli = await ensureTemporalCli();
    const server = await startLocalTemporal({
      dataDir,
      cli,
      searchAttributes: OUR_SEARCH_ATTRIBUTES,
      headless: true,
    });
    opened.push(() => server.stop());
    const simulator = await startSimulator(options);
    opened.push(() => endProcess(simulator.pid));
    const environment: NodeJS.ProcessEnv = {
      ...bareEnvironment(),
      DATA_DIR: dataDir,
      TEMPORAL_ADDRESS: server.address,
      GENESYS_BASE_URL: simulator.url,
      GENESYS_CLIENT_ID: 'simulator-client',
      GENESYS_CLIENT_SECRET: 'not+a&real=secret',
      GENESYS_REQUESTS_PER_MINUTE: String(options.requestsPerMinute),
      COACHING_URL: `${simulator.url}/sinks/coaching`,
      CRM_URL: `${simulator.url}/sinks/crm`,
      LOG_LEVEL: 'error',
      ...options.variables,
      ...(options.databaseUrl !== undefined && {
        DATABASE_URL: options.databaseUrl,
        AUDIT_KEY: 'a key for measurements only, 32 characters',
      }),
    };
    const config = loadConfig(environment);
    const { store } = await openStore(config, { say: () => undefined, olderSchema: 'accept' });
    opened.push(() => store.close());
    await store.migrate();
    const temporal = await connectTemporal(config);
    opened.push(() => temporal.connection.close());
    const workers = Array.from({ length: options.workers }, () =>
      startWorkerProcess({ environment, built: true }),
    );
    opened.push(async () => void (await Promise.all(workers.map((worker) => worker.stop()))));
    for (const worker of workers) await untilPolled(temporal, worker);
    return {
      temporal,
      store,
      simulatorUrl: simulator.url,
      environment,
      workerPids: workers.map(({ pid }) => pid),
      databasePid,
      forgetDeliveries: () => forgetDeliveries(config),
      setFaults: (faults) => put(`${simulator.url}/simulator/faults`, { faults }),
      setSpeech: (setting) => put(`${simulator.url}/simulator/speech`, setting),
      setPlatform: (setting) => put(`${simulator.url}/simulator/platform`, setting),
      setSurveys: (setting) => put(`${simulator.url}/simulator/surveys`, setting),
      setInsights: (setting) => put(`${simulator.url}/simulator/insights`, setting),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Created, ended and opened again: creating takes memory that no later day of its life does. */
async function openedDatabase(dataDir: string): Promise<number> {
  await endProcess((await ensureLocalDatabase({ dataDir })).pid);
  return (await ensureLocalDatabase({ dataDir })).pid;
}

async function startSimulator({ conversations, media }: StandOptions): Promise<{ url: string; pid: number }> {
  const flags = { port: '0', conversations: String(conversations), ...(media !== undefined && { media }) };
  const set = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const args = ['--import', 'tsx', SIMULATOR, ...set];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\S+/.exec(line)?.[0];
    if (url) {
      child.stdout.resume();
      return { url, pid: child.pid ?? -1 };
    }
  }
  throw new Error('the simulator did not start');
}

async function forgetDeliveries({ databaseUrl, dataDir }: Config): Promise<void> {
  const address =
    databaseUrl === null
      ? (await ensureLocalDatabase({ dataDir })).connection
      : { connectionString: databaseUrl };
  const db = connectDatabase(address);
  await sql`truncate redelivery, run_delivery, delivery`.execute(db);
  await db.destroy();
}

async function put(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}

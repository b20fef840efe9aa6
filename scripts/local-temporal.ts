import { mkdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { connectWhenReady } from './servers/connect-when-ready.js';
import { devServerArguments } from './servers/dev-server-arguments.js';
import { freePort } from './servers/free-port.js';
import { startGuardedServer, type GuardedServer } from './servers/guarded-server.js';
import { lockLocalTemporal } from './servers/lock-local-temporal.js';
import { registerSearchAttributes, type SearchAttributeType } from './servers/register-search-attributes.js';

export type LocalTemporalOptions = {
  dataDir: string;
  /** The `temporal` executable. */
  cli: string;
  /** 0 or absent: a free one. */
  port?: number;
  uiPort?: number;
  headless?: boolean;
  /** Where the web UI has payloads decoded. */
  codecEndpoint?: string;
  searchAttributes: Readonly<Record<string, SearchAttributeType>>;
  /** Let the server outlive this process. */
  keep?: boolean;
  say?: (line: string) => void;
};

export type LocalTemporal = {
  address: string;
  uiUrl: string | null;
  /** Of the server itself. */
  pid: number;
  /** Settles when the server is gone; it is asked to end, and killed after 5 s. */
  stop(): Promise<void>;
};

type Ports = { port: number; uiPort: number | null };

const startDeadlineMs = 15_000;
const attempts = 3;

async function lastLines(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-10).join('\n');
}

async function whenReady(server: GuardedServer, port: number) {
  const gone = new AbortController();
  void server.ended.then(() => gone.abort());
  const connection = await connectWhenReady({ port, deadlineMs: startDeadlineMs, signal: gone.signal });
  if (connection !== undefined) return connection;
  throw new Error(
    gone.signal.aborted ? `ended: ${await server.ended}` : `no answer in ${startDeadlineMs / 1000} s`,
  );
}

async function startOn(options: LocalTemporalOptions, { port, uiPort }: Ports): Promise<LocalTemporal> {
  const { cli, keep = false, searchAttributes, codecEndpoint } = options;
  const dataDir = await realpath(options.dataDir);
  const address = `127.0.0.1:${port}`;
  const uiUrl = uiPort === null ? null : `http://127.0.0.1:${uiPort}`;
  const logFile = join(dataDir, 'temporal.log');
  const { lock, key, recordFile } = await lockLocalTemporal(dataDir);
  const args = devServerArguments({ dataDir, port, uiPort, codecEndpoint });
  const card = { key, address, uiUrl };
  const server = await startGuardedServer({ cli, args, logFile, recordFile, card, lock, keep });
  try {
    const connection = await whenReady(server, port);
    await registerSearchAttributes(connection, searchAttributes).finally(() => connection.close());
  } catch (error) {
    await server.stop();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The local Temporal server did not start: ${why}. ${logFile} says:\n${await lastLines(logFile)}`,
    );
  }
  return { address, uiUrl, pid: server.pid, stop: server.stop };
}

/** Between the choice of a free port and its use another program can take it; the server picks more of its own so. */
function lostItsPort(error: unknown): boolean {
  return error instanceof Error && /address already in use|can't (use|set) .*port/.test(error.message);
}

/**
 * Temporal's development server on a database file in `dataDir`, answering when the promise resolves. It ends with this
 * process, however that ends, unless `keep`. Throws when the file is served already, and says where.
 */
export async function startLocalTemporal(options: LocalTemporalOptions): Promise<LocalTemporal> {
  const { dataDir, port = 0, uiPort = 0, headless = false, say = () => undefined } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt += 1) {
    try {
      const temporal = await startOn(options, {
        port: port || (await freePort()),
        uiPort: headless ? null : uiPort || (await freePort()),
      });
      say(`Temporal: ${temporal.address}${temporal.uiUrl === null ? '' : `, UI ${temporal.uiUrl}`}`);
      return temporal;
    } catch (error) {
      if (!lostItsPort(error) || attempt === attempts) throw error;
    }
  }
}

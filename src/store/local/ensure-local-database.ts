import { mkdir, realpath } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { askLockPort } from './ask-lock-port.js';
import type { Greeting } from './greeting.js';
import { lastLogLines } from './last-log-lines.js';
import type { LocalDatabase } from './local-database.js';
import { lockAddressOf } from './lock-address.js';
import { logPathIn, startDatabaseProcess, type StartedProcess } from './start-database-process.js';

type EnsureOptions = {
  readonly dataDir: string;
  readonly say?: (line: string) => void;
  /** How long the database stays after its last connection. Counts for whoever starts it; joiners change nothing. */
  readonly idleMs?: number;
};

const DEFAULT_IDLE_MS = 60_000;
const START_TIMEOUT_MS = 30_000;
const PAUSE_MS = 40;
/** An owner is silent while PGlite works: creating a database blocks it for 3 to 4 s on two cores, a long query for as long as it takes. */
const SILENCE_MS = 15_000;
const HANG_UPS_IN_A_ROW = 25;

const prepareDataDir = async (dataDir: string): Promise<string> => {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return await realpath(dataDir);
  } catch (cause) {
    throw new Error(`DATA_DIR ${dataDir} can't be used for the local database: ${String(cause)}`, { cause });
  }
};

const foreignPort = (port: number, dataDir: string, because: string): Error =>
  new Error(
    `Port ${port} on 127.0.0.1, the lock of the local database in DATA_DIR ${dataDir}, is held by another program (${because}). ` +
      'End that program, choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL server.',
  );

const databaseFrom = ({ host, port, pid }: Greeting, dataDir: string): LocalDatabase => ({
  connection: { host, port, user: 'postgres', database: 'postgres', ssl: false },
  description: `local database in ${dataDir} (psql -h ${host} -p ${port} -U postgres)`,
  pid,
});

/**
 * Finds the database process that owns `dataDir`, or starts it, and answers when it takes connections. Any number of processes
 * may call this at the same moment; all get the same owner. Rejects within 30 s, with the end of the database's log.
 */
export const ensureLocalDatabase = async (options: EnsureOptions): Promise<LocalDatabase> => {
  const { say = () => undefined, idleMs = DEFAULT_IDLE_MS } = options;
  const realDataDir = await prepareDataDir(options.dataDir);
  const { port, dataDirHash } = lockAddressOf(realDataDir);
  const logPath = logPathIn(realDataDir);
  const deadline = performance.now() + START_TIMEOUT_MS;
  let started: StartedProcess | null = null;
  let hangUps = 0;

  while (performance.now() < deadline) {
    const answer = await askLockPort({ port, silenceMs: SILENCE_MS });
    hangUps = answer.kind === 'hungUp' ? hangUps + 1 : 0;
    if (answer.kind === 'foreign') throw foreignPort(port, realDataDir, answer.because);
    if (hangUps >= HANG_UPS_IN_A_ROW) throw foreignPort(port, realDataDir, 'it hangs up without a word');
    if (answer.kind === 'owner') {
      if (answer.greeting.dataDir !== dataDirHash) {
        throw foreignPort(port, realDataDir, 'the local database of another DATA_DIR');
      }
      if (answer.greeting.state === 'ready') return databaseFrom(answer.greeting, realDataDir);
    }
    if (answer.kind === 'nobody') {
      const exitCode = started?.exitCode();
      if (started && exitCode !== undefined && exitCode !== 0) {
        throw new Error(`The local database in ${realDataDir} did not start.${await lastLogLines(logPath)}`);
      }
      if (!started || exitCode === 0) {
        say(`starting the local database in ${realDataDir}`);
        started = startDatabaseProcess({ realDataDir, idleMs, logPath });
      }
    }
    await pause(PAUSE_MS);
  }
  throw new Error(
    `The local database in ${realDataDir} was not ready after ${START_TIMEOUT_MS / 1000} s.${await lastLogLines(logPath)}`,
  );
};

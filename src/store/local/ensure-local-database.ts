import { mkdir, realpath } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Greeting } from './greeting.js';
import { lastLogLines } from './last-log-lines.js';
import type { LocalDatabase } from './local-database.js';
import { lockAddressOf } from './lock-address.js';
import { lockStateOf, type PortOfStranger } from './lock-state.js';
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
const HANG_UPS_IN_A_ROW = 25;

const prepareDataDir = async (dataDir: string): Promise<string> => {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return await realpath(dataDir);
  } catch (cause) {
    throw new Error(`DATA_DIR ${dataDir} can't be used for the local database: ${String(cause)}`, { cause });
  }
};

const heldByOthers = (dataDir: string, holders: readonly PortOfStranger[]): Error => {
  const ports = holders.map(({ port, because }) => `port ${port} (${because})`).join(', ');
  return new Error(
    `The lock of the local database in DATA_DIR ${dataDir} is held by other programs on 127.0.0.1: ${ports}. ` +
      'End one of them, choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL server.',
  );
};

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
  const address = lockAddressOf(realDataDir);
  const logPath = logPathIn(realDataDir);
  const deadline = performance.now() + START_TIMEOUT_MS;
  let started: StartedProcess | null = null;
  let hangUps = 0;

  while (performance.now() < deadline) {
    const lock = await lockStateOf(address);
    if (lock.kind === 'silent') throw heldByOthers(realDataDir, [lock.holder]);
    if (lock.kind === 'owned' && lock.greeting.state === 'ready')
      return databaseFrom(lock.greeting, realDataDir);
    hangUps = lock.kind === 'free' && lock.hungUp.length > 0 ? hangUps + 1 : 0;
    if (lock.kind === 'free' && (hangUps === 0 || hangUps >= HANG_UPS_IN_A_ROW)) {
      const impolite = lock.hungUp.map((port) => ({ port, because: 'it hangs up without a word' }));
      const strangers = [...lock.strangers, ...impolite];
      if (strangers.length === address.ports.length) throw heldByOthers(realDataDir, strangers);
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

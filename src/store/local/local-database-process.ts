import { serveLocalDatabase } from './serve-local-database.js';

// The entry of a process of its own: `local-database-process <real path of DATA_DIR> <idle milliseconds>`.
// Whoever starts it has sent its standard error to the log file in the data directory.

const log = (line: string): void => {
  process.stderr.write(`${new Date().toISOString()} [${process.pid}] ${line}\n`);
};

const end = (exitCode: number): never => process.exit(exitCode);

// What is created here (the socket, the database, its files) is for this user alone.
process.umask(0o077);

const [realDataDir = '', idleMs = ''] = process.argv.slice(2);
const endAtOnce = (): never => end(0);
process.once('SIGTERM', endAtOnce).once('SIGINT', endAtOnce);

try {
  const running = await serveLocalDatabase({ realDataDir, idleMs: Number(idleMs), log, end });
  if (running === null) end(0);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.off(signal, endAtOnce).once(signal, () => void running?.stop(signal));
  }
} catch (error) {
  log(`failed to start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  end(1);
}

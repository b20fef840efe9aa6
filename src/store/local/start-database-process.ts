import { spawn } from 'node:child_process';
import { chmodSync, closeSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type StartedProcess = {
  /** `undefined` while it runs; `null` when a signal ended it. */
  readonly exitCode: () => number | null | undefined;
};

type StartOptions = { readonly realDataDir: string; readonly idleMs: number; readonly logPath: string };

const extension = extname(fileURLToPath(import.meta.url));
const entry = fileURLToPath(new URL(`./local-database-process${extension}`, import.meta.url));

/**
 * Starts the database process and leaves it behind: it outlives this one and the terminal. It gets an empty environment, because it
 * needs none of the secrets in ours, and no arguments of this Node, because debugger ports and the like are not to be shared.
 */
export const startDatabaseProcess = ({ realDataDir, idleMs, logPath }: StartOptions): StartedProcess => {
  const log = openSync(logPath, 'a', 0o600);
  chmodSync(logPath, 0o600);
  const loader = extension === '.ts' ? ['--import', 'tsx'] : [];
  const child = spawn(process.execPath, [...loader, entry, realDataDir, String(idleMs)], {
    // `--import tsx` is looked up from here.
    cwd: dirname(entry),
    detached: true,
    env: { TMPDIR: tmpdir() },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let exitCode: number | null | undefined;
  child.once('exit', (code) => (exitCode = code));
  child.once('error', () => (exitCode = null));
  child.unref();
  return { exitCode: () => exitCode };
};

export const logPathIn = (realDataDir: string): string => join(realDataDir, 'database.log');

import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../src/worker.ts', import.meta.url));
const BUILT = fileURLToPath(new URL('../dist/worker.js', import.meta.url));

/** As in `npm start`. Node would let garbage pile up to gigabytes before it looks; live objects take some 100 MB. */
const NODE_OPTIONS = ['--max-old-space-size=512'];

type Options = {
  readonly environment: NodeJS.ProcessEnv;
  /** Absent: the worker writes to our own terminal. */
  readonly logFile?: string;
  /** What `npm run build` made, as in production, instead of the sources. */
  readonly built?: boolean;
  /** Another worker than the two of this checkout. */
  readonly entry?: string;
};

export type WorkerProcess = {
  readonly pid: number;
  /** Settles when it has ended, with a sentence about how. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
};

/** The worker as a process of its own, plain node: what is shown, killed and measured is what production runs. */
export function startWorkerProcess({ environment, logFile, built = false, entry }: Options): WorkerProcess {
  const output = logFile === undefined ? 'inherit' : openSync(logFile, 'a', 0o600);
  const child = spawn(
    process.execPath,
    [...NODE_OPTIONS, ...(entry ? [entry] : built ? [BUILT] : ['--import', 'tsx', SOURCE])],
    {
      env: environment,
      stdio: ['ignore', output, output],
    },
  );
  const ended = endOf(child);
  return {
    pid: child.pid ?? -1,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
  });

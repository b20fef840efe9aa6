import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('../src/worker.ts', import.meta.url));

type Options = {
  readonly environment: NodeJS.ProcessEnv;
  /** Absent: the worker writes to our own terminal. */
  readonly logFile?: string;
  /** Starts it again when a source changes. */
  readonly watch?: boolean;
};

export type WorkerProcess = {
  readonly pid: number;
  /** Settles when it has ended, with a sentence about how. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
};

/** The worker from the sources, as a process of its own: what the demonstration shows is what production runs. */
export function startWorkerProcess({ environment, logFile, watch = false }: Options): WorkerProcess {
  const output = logFile === undefined ? 'inherit' : openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, [...tsx(watch), WORKER], {
    env: environment,
    stdio: ['ignore', output, output],
  });
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

// `tsx watch` is a program around node; without watching, node itself with a loader is the process that gets our signals.
const tsx = (watch: boolean): string[] =>
  watch
    ? [fileURLToPath(import.meta.resolve('tsx/cli')), 'watch', '--clear-screen=false']
    : ['--import', 'tsx'];

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
  });

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { SRC } from '../../support/paths.js';

export type Ended = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type ProgramOptions = {
  readonly cwd: string;
  readonly environment: Record<string, string>;
  /** What the program reads from its standard input; absent: nothing, at its end. */
  readonly input?: string;
};

export type Program = {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** What it has written to its standard error so far. */
  said(): string;
  signal(name: NodeJS.Signals): void;
  /** Nobody reads its standard output any more. */
  stopReading(): void;
};

// The directory it runs in knows no packages: the loader is named by its place.
const TSX = import.meta.resolve('tsx');

/** One of the two programs from the sources, as a process of its own. */
export function startProgram(
  name: 'client' | 'worker',
  args: readonly string[],
  { cwd, environment, input = '' }: ProgramOptions,
): Program {
  const child = spawn(process.execPath, ['--import', TSX, join(SRC, `${name}.ts`), ...args], {
    cwd,
    env: environment,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A program that refuses its arguments ends without reading.
  child.stdin.on('error', () => undefined).end(input);
  const ended = once(child, 'close').then(([exitCode]) => ({
    exitCode: exitCode as number | null,
    stdout,
    stderr,
  }));
  return {
    pid: child.pid ?? -1,
    ended,
    said: () => stderr,
    signal: (signal) => void child.kill(signal),
    stopReading: () => void child.stdout.destroy(),
  };
}

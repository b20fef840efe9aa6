import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Runs one of the scripts beside this file as a node process of its own. */
export const startScript = (script: string, ...args: string[]): ChildProcessWithoutNullStreams => {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', path, ...args]);
};

/** The pid of the database that a starter process found or started, after it has written its row. */
export const runStarter = async (dataDir: string, name: string): Promise<number> => {
  const child = startScript('starter-script.ts', dataDir, name);
  let out = '';
  let complaints = '';
  child.stdout.on('data', (text) => (out += String(text)));
  child.stderr.on('data', (text) => (complaints += String(text)));
  const [exitCode] = await once(child, 'close');
  if (exitCode !== 0) throw new Error(`starter ${name} failed: ${complaints}`);
  return Number(out);
};

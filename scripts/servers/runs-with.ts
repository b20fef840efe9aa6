import { readFile } from 'node:fs/promises';
import { runCommand } from './run-command.js';

async function commandLine(pid: number): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    const args = ['-ww', '-o', 'command=', '-p', String(pid)];
    return runCommand({ file: 'ps', args, env: process.env, timeoutMs: 5_000 }).catch(() => '');
  }
}

/** Whether a process of that id is alive and has that text in its command line: the id alone may be somebody else's by now. */
export async function runsWith({ pid, text }: { pid: number; text: string }): Promise<boolean> {
  return (await commandLine(pid)).includes(text);
}

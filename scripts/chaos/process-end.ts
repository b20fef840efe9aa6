import { until } from './until.js';

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Sends a signal to a process that was started for the rehearsal, and settles when it is gone. */
export async function endProcess(pid: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (!isThere(pid)) return;
  process.kill(pid, signal);
  await until(() => !isThere(pid), { what: `the end of process ${pid}`, everyMs: 10, timeoutMs: 15_000 });
}

import { setTimeout as pause } from 'node:timers/promises';

const DEADLINE_MS = 10_000;

/** Ends a process that we started and waits until it is gone, so that its files may go too. Fine when it is gone already. */
export async function endProcess(pid: number, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  if (!sent(pid, signal)) return;
  for (const deadline = Date.now() + DEADLINE_MS; sent(pid, 0); await pause(20)) {
    if (Date.now() > deadline) throw new Error(`process ${pid} did not end within ${DEADLINE_MS / 1000} s`);
  }
}

function sent(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

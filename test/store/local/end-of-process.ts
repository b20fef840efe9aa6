import { eventually } from './eventually.js';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

export const endOfProcess = (pid: number, deadlineMs?: number): Promise<void> =>
  eventually(`end of process ${pid}`, () => !isAlive(pid), deadlineMs);

/** Ends a database process (one that a test started) and waits until it is gone. */
export const endProcess = async (pid: number, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
  if (isAlive(pid)) process.kill(pid, signal);
  await endOfProcess(pid);
};

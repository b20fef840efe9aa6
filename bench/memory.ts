import { readFile } from 'node:fs/promises';
import type { Stand } from './stand.js';

/** The most memory that a process has ever had, in MB. Linux tells it; elsewhere NaN, which is below no bar and above none. */
async function peakMemoryMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024;
}

export async function memoryOf(
  stand: Stand,
): Promise<{ readonly worker: number; readonly database: number }> {
  return {
    worker: await peakMemoryMb(stand.workerPids[0] ?? -1),
    database: await peakMemoryMb(stand.databasePid ?? -1),
  };
}

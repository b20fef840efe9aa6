import { readFile } from 'node:fs/promises';
import type { WorkerProcess } from '../worker-process.js';
import { until } from './until.js';

/**
 * Settles when a worker says that it runs. Its pollers are not asked for: the server remembers those of a dead worker for
 * minutes. The log file must be the worker's own, or the words of an earlier one would do.
 */
export async function untilReady(worker: WorkerProcess, logFile: string): Promise<void> {
  let end: string | null = null;
  void worker.ended.then((how) => (end = how));
  const isReady = async () => {
    const said = await readFile(logFile, 'utf8');
    if (end !== null) throw new Error(`the worker ended before it was ready (${String(end)}):\n${said}`);
    return said.includes('worker is running');
  };
  await until(isReady, { what: 'the worker', everyMs: 20, timeoutMs: 60_000 });
}

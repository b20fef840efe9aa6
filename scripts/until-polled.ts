import { setTimeout as pause } from 'node:timers/promises';
import { queuesWithoutWorker } from '../src/commands/pollers.js';
import type { TemporalClient } from '../src/wiring/connect-temporal.js';
import type { WorkerProcess } from './worker-process.js';

/** Settles when the worker asks for work on every queue. Throws when it ends first, or after a minute. */
export async function untilPolled(temporal: TemporalClient, worker?: WorkerProcess): Promise<void> {
  let end: string | null = null;
  void worker?.ended.then((how) => (end = how));
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100)) {
    if (end !== null) throw new Error(`the worker ended before it was ready: ${String(end)}`);
    if ((await queuesWithoutWorker(temporal)).length === 0) return;
  }
  throw new Error('the worker was not ready within a minute');
}

import { join } from 'node:path';
import { createStore, type Store } from '../../src/store/index.js';
import { ensureLocalDatabase } from '../../src/store/local/ensure-local-database.js';
import type { LocalDatabase } from '../../src/store/local/local-database.js';
import { startWorkerProcess, type WorkerProcess } from '../worker-process.js';
import { openCounter } from './counters.js';
import type { Victim } from './kill-plan.js';
import type { Laboratory } from './laboratory.js';
import { endProcess } from '../end-process.js';
import { untilReady } from './until-ready.js';

/** What a run has to itself: a store, and a worker that has nothing to do yet. */
export type RunStand = {
  readonly database: LocalDatabase;
  /** SIGKILL. Settles when the successor is there; the database has none but the one that the worker brings. */
  kill(victim: Victim): Promise<void>;
  /** What the rows come to that the subject counts. */
  countRows(): Promise<number>;
  /** Lends the store to a reader; for when the run is over, because it brings a dead database back. */
  readStore<T>(read: (store: Store) => Promise<T>): Promise<T>;
};

/** Begins with a copy of the empty store and with empty sinks. What it starts is told to the laboratory, to be ended. */
export async function openRunStand(laboratory: Laboratory, name: string): Promise<RunStand> {
  const { directory, simulator, template, temporal, auditKey, running } = laboratory;
  const dataDir = join(directory, name);
  await template.copyTo(dataDir);
  await simulator.control.clear();
  const database = await ensureLocalDatabase({ dataDir });
  running.started(async () => endProcess((await ensureLocalDatabase({ dataDir })).pid, 'SIGTERM'));

  const startWorker = async (ordinal: number): Promise<WorkerProcess> => {
    const logFile = join(dataDir, `worker-${ordinal}.log`);
    const worker = startWorkerProcess({
      environment: laboratory.workerEnvironment(dataDir),
      entry: laboratory.workerEntry,
      logFile,
    });
    running.started(() => worker.stop());
    await untilReady(worker, logFile);
    return worker;
  };
  const first = await startWorker(1);
  const kill: Record<Victim, () => Promise<unknown>> = {
    worker: async () => {
      await endProcess(first.pid, 'SIGKILL');
      await startWorker(2);
    },
    database: () => endProcess(database.pid, 'SIGKILL'),
    temporal: () => temporal.killAndRestart(),
    simulator: () => simulator.killAndRestart(),
  };
  return {
    database,
    kill: async (victim) => void (await kill[victim]()),
    async countRows() {
      const { connection } = await ensureLocalDatabase({ dataDir });
      const where = { subject: laboratory.subject, control: simulator.control, database: connection };
      const counter = await openCounter('rows', where);
      return counter.read().finally(() => counter.close());
    },
    async readStore(read) {
      const { connection } = await ensureLocalDatabase({ dataDir });
      const store = createStore(connection, auditKey);
      return read(store).finally(() => store.close());
    },
  };
}

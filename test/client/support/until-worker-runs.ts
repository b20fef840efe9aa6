import { untilPolled } from '../../../scripts/until-polled.js';
import { loadConfig } from '../../../src/config.js';
import { connectTemporal } from '../../../src/wiring/connect-temporal.js';
import type { Program } from './start-program.js';

/** Settles when the worker polls every queue; rejects with what it said when it ends before that. */
export async function untilWorkerRuns(worker: Program, temporalAddress: string): Promise<void> {
  const temporal = await connectTemporal(loadConfig({ TEMPORAL_ADDRESS: temporalAddress }));
  try {
    await untilPolled(temporal, {
      pid: worker.pid,
      ended: worker.ended.then(({ exitCode, stderr }) => `exit code ${exitCode}\n${stderr}`),
      stop: () => Promise.resolve(worker.signal('SIGTERM')),
    });
  } finally {
    await temporal.connection.close();
  }
}

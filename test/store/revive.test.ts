import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStore } from '../../src/store/index.js';
import { ensureLocalDatabase } from '../../src/store/local/ensure-local-database.js';
import { endProcess } from '../../scripts/end-process.js';
import { seedDataDir } from '../support/seeded-data-dir.js';
import { AUDIT_KEY } from './stores.js';

let dataDir: string;
const pids = new Set<number>();

const ensure = async () => {
  const database = await ensureLocalDatabase({ dataDir });
  pids.add(database.pid);
  return database;
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'durable-genesys-revive-'));
  await seedDataDir(dataDir);
});
afterAll(async () => {
  const last = [...pids].at(-1);
  if (last !== undefined) await endProcess(last);
  await rm(dataDir, { recursive: true, force: true });
});

it('brings the local database back when it was killed under a running program', async () => {
  const database = await ensure();
  const store = createStore(database.connection, AUDIT_KEY, { revive: async () => void (await ensure()) });
  await store.migrate();
  await store.audit.append([]);
  process.kill(database.pid, 'SIGKILL');
  // Statements that were under way fail, as with any server; Temporal repeats the step.
  await expect
    .poll(
      () =>
        store.audit.head().then(
          ({ count }) => count,
          () => null,
        ),
      { timeout: 20_000 },
    )
    .toBe(0);
  expect(pids.size).toBe(2);
  await store.close();
});

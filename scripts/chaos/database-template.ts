import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secret } from '../../src/domain/secret.js';
import { createStore } from '../../src/store/index.js';
import { ensureLocalDatabase } from '../../src/store/local/ensure-local-database.js';
import { endProcess } from '../end-process.js';

export type DatabaseTemplate = { copyTo(dataDir: string): Promise<void> };

/** A local database with its schema and no rows, to be copied: making one takes seconds, a copy takes none. */
export async function createDatabaseTemplate(dataDir: string, auditKey: Secret): Promise<DatabaseTemplate> {
  const { connection, pid } = await ensureLocalDatabase({ dataDir });
  const store = createStore(connection, auditKey);
  await store.migrate().finally(() => store.close());
  // Only what nobody has open may be copied.
  await endProcess(pid, 'SIGTERM');
  return {
    async copyTo(target) {
      await mkdir(target, { recursive: true, mode: 0o700 });
      await cp(join(dataDir, 'database'), join(target, 'database'), { recursive: true });
    },
  };
}

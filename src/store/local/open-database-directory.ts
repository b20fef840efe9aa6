import type { PGlite } from '@electric-sql/pglite';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Opens `<dataDir>/database`, creating it first where there is none. Only for the holder of the lock. A new one is made beside its place and
 * moved there when complete: a process killed while creating would else leave half a database that never opens again.
 */
export const openDatabaseDirectory = async (dataDir: string): Promise<PGlite> => {
  // Loaded only now: of ten processes that start at once, nine lose the lock and need not wait for it.
  const { PGlite } = await import('@electric-sql/pglite');
  const directory = join(dataDir, 'database');
  if (!existsSync(directory)) {
    const unfinished = `${directory}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await (await PGlite.create(unfinished)).close();
    await rename(unfinished, directory);
  }
  return PGlite.create(directory);
};

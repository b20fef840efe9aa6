import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty directory with its links resolved, as the lock address wants it. */
export const scratchDirectory = async (): Promise<string> =>
  realpath(await mkdtemp(join(tmpdir(), 'local-database-')));

/**
 * A data directory with a copy of the database in `dataDir`, whose owner must have ended; removed after the test. It lies `below` a
 * scratch directory when that is given.
 */
export const copyOf = async (dataDir: string, below = '.'): Promise<string> => {
  const scratch = await scratchDirectory();
  onTestFinished(() => rm(scratch, { recursive: true, force: true }));
  const copy = join(scratch, below);
  await cp(join(dataDir, 'database'), join(copy, 'database'), { recursive: true });
  return copy;
};

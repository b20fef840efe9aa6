import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret } from '../../domain/secret.js';

/**
 * A key of the local world, made on first use and readable by its owner only. `wx` lets one of several starters win; the
 * others read what it wrote.
 */
export async function ensureLocalKey(dataDir: string, name: string): Promise<Secret> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, `${name}.key`);
  await writeFile(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx', flush: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return new Secret(await readFile(path, 'utf8'));
}

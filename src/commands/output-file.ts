import { open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { InvalidInputError } from '../domain/invalid-input.js';

/**
 * The file that `--out` names, readable by its owner only, emptied when it was there.
 * @throws {InvalidInputError} naming `--out` when it can't be written
 */
export async function openOutputFile(out: string): Promise<Writable> {
  const file = await open(out, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new InvalidInputError([
      { field: '--out', problem: `can't write ${out} (${error.code ?? error.message})` },
    ]);
  });
  return file.createWriteStream();
}

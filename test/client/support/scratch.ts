import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Scratch = {
  /** Where the program runs: no `.env` and no configuration of whoever runs the tests is found from here. */
  readonly directory: string;
  /** Not there yet: a test can see whether anything asked for the store. */
  readonly dataDir: string;
  /** All that a program gets to see of its environment, and what a test adds. */
  environment(variables?: Record<string, string>): Record<string, string>;
  remove(): Promise<void>;
};

/** A home, a working directory and a data directory of its own. */
export async function createScratch(): Promise<Scratch> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'durable-genesys-client-')));
  const dataDir = join(directory, 'data');
  return {
    directory,
    dataDir,
    environment: (variables = {}) => ({
      PATH: process.env.PATH ?? '',
      HOME: directory,
      TMPDIR: tmpdir(),
      TZ: 'UTC',
      DATA_DIR: dataDir,
      ...variables,
    }),
    remove: () => rm(directory, { recursive: true, force: true, maxRetries: 5 }),
  };
}

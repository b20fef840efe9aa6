import { OUR_SEARCH_ATTRIBUTES } from '../../../scripts/our-search-attributes.js';
import { ensureLocalDatabase } from '../../../src/store/local/ensure-local-database.js';
import type { LocalConnection } from '../../../src/store/local/local-database.js';
import { startLocalTemporal } from '../../../scripts/local-temporal.js';
import { endProcess } from '../../../scripts/end-process.js';
import { seedDataDir } from '../../support/seeded-data-dir.js';
import { createScratch, type Scratch } from './scratch.js';
import { startProgram, type Program } from './start-program.js';

export type LocalWorld = {
  readonly scratch: Scratch;
  readonly temporalAddress: string;
  /** `TEMPORAL_ADDRESS` is set; a test adds what else a program needs. */
  start(
    name: 'client' | 'worker',
    args: readonly string[],
    variables?: Record<string, string>,
    input?: string,
  ): Program;
  /** The local database of the scratch directory, started when it is first asked for. */
  database(): Promise<LocalConnection>;
  stop(): Promise<void>;
};

type Options = {
  readonly cli: string;
  readonly searchAttributes: 'registered' | 'missing';
};

/** A Temporal server and a store of its own, for programs that run as they do for a user. */
export async function startLocalWorld({ cli, searchAttributes }: Options): Promise<LocalWorld> {
  const scratch = await createScratch();
  await seedDataDir(scratch.dataDir);
  const temporal = await startLocalTemporal({
    dataDir: scratch.dataDir,
    cli,
    headless: true,
    searchAttributes: searchAttributes === 'registered' ? OUR_SEARCH_ATTRIBUTES : {},
  });
  const programs: Program[] = [];
  const ensureDatabase = () => ensureLocalDatabase({ dataDir: scratch.dataDir });
  return {
    scratch,
    temporalAddress: temporal.address,
    start(name, args, variables = {}, input = '') {
      const environment = scratch.environment({ TEMPORAL_ADDRESS: temporal.address, ...variables });
      const program = startProgram(name, args, { cwd: scratch.directory, environment, input });
      programs.push(program);
      return program;
    },
    database: async () => (await ensureDatabase()).connection,
    async stop() {
      for (const program of programs) program.signal('SIGKILL');
      await Promise.all(programs.map(({ ended }) => ended));
      process.kill(temporal.pid, 'SIGKILL');
      await temporal.stop();
      // Whoever asks who owns the database would start it; here that only costs time, and leaves nobody behind.
      await endProcess((await ensureDatabase()).pid, 'SIGKILL');
      await scratch.remove();
    },
  };
}

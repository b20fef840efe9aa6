import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';
import { ensureTemporalCli } from '../../scripts/servers/ensure-temporal-cli.js';
import { ensureTestServer } from '../../scripts/servers/ensure-test-server.js';
import { endProcess } from '../../scripts/end-process.js';
import { ensureLocalDatabase } from '../../src/store/local/ensure-local-database.js';
import { SRC } from './paths.js';

declare module 'vitest' {
  export interface ProvidedContext {
    temporalCli: string;
    testServer: string;
    workflowBundle: string;
    databaseTemplate: string;
  }
}

/** The server binaries and one workflow bundle for all test files. Fails, and does not skip, when they can't be had. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const directory = await mkdtemp(join(tmpdir(), 'durable-genesys-test-'));
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(SRC, 'workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  const workflowBundle = join(directory, 'workflow-bundle.js');
  await writeFile(workflowBundle, code);
  provide('workflowBundle', workflowBundle);
  provide('databaseTemplate', await createDatabase(join(directory, 'template')));
  provide('temporalCli', await ensureTemporalCli({ say }));
  provide('testServer', await ensureTestServer({ say }));
  return () => rm(directory, { recursive: true, force: true });
}

/** An empty local database whose owner has ended, to be copied. */
async function createDatabase(dataDir: string): Promise<string> {
  const { pid } = await ensureLocalDatabase({ dataDir });
  await endProcess(pid);
  return join(dataDir, 'database');
}

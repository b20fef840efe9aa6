import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';
import { ensureTemporalCli } from '../../scripts/servers/ensure-temporal-cli.js';
import { ensureTestServer } from '../../scripts/servers/ensure-test-server.js';
import { SRC } from './paths.js';

declare module 'vitest' {
  export interface ProvidedContext {
    temporalCli: string;
    testServer: string;
    workflowBundle: string;
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
  provide('temporalCli', await ensureTemporalCli({ say }));
  provide('testServer', await ensureTestServer({ say }));
  return () => rm(directory, { recursive: true, force: true });
}

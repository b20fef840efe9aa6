import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { describe, expect, inject, it } from 'vitest';
import { ROOT } from '../support/paths.js';

/** Every cached workflow evaluates the whole bundle again: what gets in by mistake costs memory a thousand times. */
const MAX_BUNDLE_BYTES = 2_200_000;

describe('the workflow bundle', () => {
  it('was made, so nothing of Node reaches the sandbox, and is small', async () => {
    const code = await readFile(inject('workflowBundle'), 'utf8');
    expect(code.length).toBeLessThan(MAX_BUNDLE_BYTES);
    expect(code).not.toMatch(/node_modules\/(zod|undici|pg|kysely|luxon)\//);
  });

  it('can not be made of a workflow that uses the network', async () => {
    const workflowsPath = join(ROOT, 'test/architecture/probes/workflows/uses-the-network.ts');
    const silent = new DefaultLogger('ERROR', () => undefined);
    await expect(bundleWorkflowCode({ workflowsPath, logger: silent })).rejects.toThrow();
  });
});

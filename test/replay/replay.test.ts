import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { ROOT } from '../support/paths.js';

const HISTORIES = join(ROOT, 'test/replay/histories');
const histories = await readdir(HISTORIES);
const historyOf = async (file: string) =>
  JSON.parse(await readFile(join(HISTORIES, file), 'utf8')) as unknown;

/** No server: what was recorded once must be what the workflows of today would do. */
describe('recorded histories', () => {
  beforeAll(() => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
  });

  it.each(histories)('%s replays', async (file) => {
    await Worker.runReplayHistory(
      { workflowBundle: { codePath: inject('workflowBundle') } },
      await historyOf(file),
    );
  });

  it('do not replay on a workflow that does something else', async () => {
    const workflowsPath = join(ROOT, 'test/replay/changed-workflow.ts');
    const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    const replay = Worker.runReplayHistory(
      { workflowBundle },
      await historyOf('analyze-sentiment.completed.json'),
    );
    await expect(replay).rejects.toThrow(/TMPRL1100|[Nn]ondeterminism/);
  });
});

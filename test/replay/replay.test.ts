import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { ROOT } from '../support/paths.js';
import { endOf, ENDS } from './ends.js';

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

  it.each([
    'analyze-sentiment.completed.json',
    'correlate-csat.completed.json',
    'redeliver.all-delivered.json',
    'run-virtual-agent-session.settled.json',
    'sweep-sessions.one-round.json',
    'sync-insights.mixed.json',
    'sync-interaction.delivered.json',
  ])('%s does not replay on a workflow that does something else', async (file) => {
    const workflowsPath = join(ROOT, 'test/replay/changed-workflow.ts');
    const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    const replay = Worker.runReplayHistory({ workflowBundle }, await historyOf(file));
    await expect(replay).rejects.toThrow(/TMPRL1100|[Nn]ondeterminism/);
  });

  it('end as their names say', async () => {
    const isMeant = (file: string) =>
      /^(correlate-csat|run-virtual-agent-session|sync-insights)\./.test(file);
    const ends = await Promise.all(
      histories.filter(isMeant).map(async (file) => [file, endOf(await historyOf(file))] as const),
    );
    expect(Object.fromEntries(ends)).toEqual(Object.fromEntries(ENDS));
  });
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { ROOT } from '../support/paths.js';

const HISTORIES = join(ROOT, 'test/replay/histories');
const histories = await readdir(HISTORIES);
const historyOf = async (file: string) =>
  JSON.parse(await readFile(join(HISTORIES, file), 'utf8')) as unknown;

/** The state of the result, or what kind of event ended the run. */
const SESSION_ENDS: Record<string, string> = {
  settled: 'settled',
  reopened: 'settled',
  'ended-before-created': 'settled',
  'handed-over-at-creation': 'settled',
  'handed-over-without-queue': 'settled',
  'handed-over-by-turn': 'settled',
  'handed-over-on-request': 'settled',
  expired: 'expired',
  'cancelled-while-active': 'EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED',
  'cancelled-while-waiting': 'EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED',
  'slot-waited-for': 'settled',
  'no-free-slot': 'NoFreeSlot',
  'outcome-unknown': 'settled',
  'without-metrics': 'settled',
  refused: 'InvalidInput',
  continued: 'settled',
};

type Ended = {
  readonly eventType: string;
  readonly workflowExecutionCompletedEventAttributes?: {
    readonly result: { readonly payloads: readonly { readonly data: string }[] };
  };
  readonly workflowExecutionFailedEventAttributes?: {
    readonly failure: { readonly applicationFailureInfo: { readonly type: string } };
  };
};

function endOf(history: unknown): string | undefined {
  const last = (history as { readonly events: readonly Ended[] }).events.at(-1);
  const [result] = last?.workflowExecutionCompletedEventAttributes?.result.payloads ?? [];
  if (result) return (JSON.parse(Buffer.from(result.data, 'base64').toString()) as { state: string }).state;
  const failure = last?.workflowExecutionFailedEventAttributes?.failure;
  return failure?.applicationFailureInfo.type ?? last?.eventType;
}

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
    'redeliver.all-delivered.json',
    'run-virtual-agent-session.settled.json',
    'sweep-sessions.one-round.json',
    'sync-interaction.delivered.json',
  ])('%s does not replay on a workflow that does something else', async (file) => {
    const workflowsPath = join(ROOT, 'test/replay/changed-workflow.ts');
    const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    const replay = Worker.runReplayHistory({ workflowBundle }, await historyOf(file));
    await expect(replay).rejects.toThrow(/TMPRL1100|[Nn]ondeterminism/);
  });

  it('end as their names say', async () => {
    const ends = await Promise.all(
      histories.map(async (file) => [file, endOf(await historyOf(file))] as const),
    );
    const isSession = (file: string) => file.startsWith('run-virtual-agent-session.');
    expect(Object.fromEntries(ends.filter(([file]) => isSession(file)))).toEqual(
      Object.fromEntries(
        Object.entries(SESSION_ENDS).map(([name, end]) => [`run-virtual-agent-session.${name}.json`, end]),
      ),
    );
  });
});

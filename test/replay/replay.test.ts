import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { SessionResult } from '../../src/contracts/run-virtual-agent-session.js';
import type { InsightsResult } from '../../src/contracts/sync-insights.js';
import { ROOT } from '../support/paths.js';

const HISTORIES = join(ROOT, 'test/replay/histories');
const histories = await readdir(HISTORIES);
const historyOf = async (file: string) =>
  JSON.parse(await readFile(join(HISTORIES, file), 'utf8')) as unknown;

/** The state of the result, or what kind of event ended the run. */
const SESSION_ENDS: Record<string, string> = {
  settled: 'settled',
  reopened: 'settled',
  'reopened-when-heard': 'settled',
  'reopened-before-it-ended-again': 'settled',
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
  'created-again': 'settled',
  'found-after-pause': 'settled',
  'without-metrics': 'settled',
  'key-of-another': 'InvalidInput',
  refused: 'InvalidInput',
  continued: 'settled',
};

/** What the gate let through, and what the CRM took and did not, or what kind of event ended the run. */
const INSIGHTS_ENDS: Record<string, string> = {
  'nothing-passed': '0 passed, 0 delivered, 0 failed',
  'all-passed': '6 passed, 3 delivered, 0 failed',
  mixed: '5 passed, 2 delivered, 1 failed',
  'crm-down': '6 passed, 0 delivered, 3 failed',
  'from-conversation-end': '6 passed, 3 delivered, 0 failed',
  continued: '650 passed, 650 delivered, 0 failed',
  cancelled: 'EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED',
  refused: 'InvalidInput',
};

const ENDS = new Map([
  ...Object.entries(SESSION_ENDS).map(
    ([name, end]) => [`run-virtual-agent-session.${name}.json`, end] as const,
  ),
  ...Object.entries(INSIGHTS_ENDS).map(([name, end]) => [`sync-insights.${name}.json`, end] as const),
]);

type Ended = {
  readonly eventType: string;
  readonly workflowExecutionCompletedEventAttributes?: {
    readonly result: { readonly payloads: readonly { readonly data: string }[] };
  };
  readonly workflowExecutionFailedEventAttributes?: {
    readonly failure: { readonly applicationFailureInfo: { readonly type: string } };
  };
};

type Result = Pick<SessionResult, 'state'> | Pick<InsightsResult, 'insights' | 'crm'>;

const told = (result: Result): string =>
  'state' in result
    ? result.state
    : `${result.insights.passed} passed, ${result.crm.delivered} delivered, ${result.crm.failed} failed`;

function endOf(history: unknown): string | undefined {
  const last = (history as { readonly events: readonly Ended[] }).events.at(-1);
  const [result] = last?.workflowExecutionCompletedEventAttributes?.result.payloads ?? [];
  if (result) return told(JSON.parse(Buffer.from(result.data, 'base64').toString()) as Result);
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
    'sync-insights.mixed.json',
    'sync-interaction.delivered.json',
  ])('%s does not replay on a workflow that does something else', async (file) => {
    const workflowsPath = join(ROOT, 'test/replay/changed-workflow.ts');
    const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    const replay = Worker.runReplayHistory({ workflowBundle }, await historyOf(file));
    await expect(replay).rejects.toThrow(/TMPRL1100|[Nn]ondeterminism/);
  });

  it('end as their names say', async () => {
    const isMeant = (file: string) => /^(run-virtual-agent-session|sync-insights)\./.test(file);
    const ends = await Promise.all(
      histories.filter(isMeant).map(async (file) => [file, endOf(await historyOf(file))] as const),
    );
    expect(Object.fromEntries(ends)).toEqual(Object.fromEntries(ENDS));
  });
});

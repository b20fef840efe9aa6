import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { ensureTestServer } from '../../scripts/servers/ensure-test-server.js';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import {
  analyzeSentiment,
  redeliver,
  runVirtualAgentSession,
  sweepSessions,
  syncInsights,
  syncInteraction,
} from '../../src/workflows/index.js';
import { conversationNumber } from '../support/insights-fakes.js';
import { ROOT, SRC } from '../support/paths.js';
import { newBooks, sessionFakes, sessionInput } from '../support/session-fakes.js';
import {
  createWorkflowEnv,
  fakeActivities,
  type FakeActivities,
  type WorkflowEnv,
} from '../support/workflow-env.js';
import { INSIGHTS_CASES, type InsightsCase } from './insights-cases.js';
import { REDELIVERY_CASES, type RedeliveryCase } from './redelivery-cases.js';
import { SENTIMENT_CASES, type SentimentCase } from './sentiment-cases.js';
import { SESSION_CASES, type SessionCase } from './session-cases.js';
import { untilSo } from './until-so.js';

/*
 * Records a history of each way in which a workflow can go. A recorded history is never edited and never recorded anew because a
 * workflow changed: it stands for runs that are under way somewhere. `npm run history:record` records what has none yet,
 * `npm run history:record -- <case>…` those that are named.
 */

const DAY_MS = 86_400_000;

/** Brings a run of the id to the point up to which it is recorded. */
type Recording = (world: WorkflowEnv, workflowId: string) => Promise<void>;

const options = (workflowId: string) => ({ taskQueue: WORKFLOW_TASK_QUEUE, workflowId });
/** Time is skipped by `sleep` alone: the environment's own client counts on, also past a refusal. */
const clientOf = ({ env }: WorkflowEnv) => new Client({ connection: env.connection }).workflow;

const sentiment =
  ({ activities, changes }: SentimentCase): Recording =>
  async (world, workflowId) => {
    const { workflow } = world.env.client;
    world.act(activities(async () => void (await workflow.getHandle(workflowId).cancel())));
    const now = await world.env.currentTimeMs();
    const input = {
      from: new Date(now - 2 * DAY_MS).toISOString(),
      to: new Date(now - DAY_MS).toISOString(),
      ...changes,
    };
    const handle = await workflow.start(analyzeSentiment, { ...options(workflowId), args: [input] });
    await handle.result().catch(() => undefined);
  };

const insights =
  ({ activities, changes }: InsightsCase): Recording =>
  async (world, workflowId) => {
    const { workflow } = world.env.client;
    world.act(activities(async () => void (await workflow.getHandle(workflowId).cancel())));
    const input = { conversationIds: [1, 2, 3].map(conversationNumber), ...changes };
    const handle = await workflow.start(syncInsights, { ...options(workflowId), args: [input] });
    await handle.result().catch(() => undefined);
  };

const session =
  ({ changes, prepare, overrides, drive }: SessionCase): Recording =>
  async (world, workflowId) => {
    const books = newBooks();
    prepare?.(books);
    world.act(fakeActivities({ ...sessionFakes(books), ...overrides }));
    const handle = await clientOf(world).start(runVirtualAgentSession, {
      ...options(workflowId),
      args: [sessionInput(changes)],
    });
    await drive?.({ handle, world, books });
    await world.env.sleep('3 hours');
    await handle.result().catch(() => undefined);
  };

const interaction =
  (overrides: Partial<FakeActivities> = {}): Recording =>
  async (world, workflowId) => {
    world.act(fakeActivities(overrides));
    const event = {
      eventId: 'coaching/1',
      interactionId: 'interaction-1',
      score: -0.4,
      polarity: 'negative',
    };
    await clientOf(world).execute(syncInteraction, { ...options(workflowId), args: [event] });
  };

const WITHOUT_SINK = {
  enqueueInteraction: () => Promise.resolve({ enqueued: false, skippedBecause: 'noSink' as const }),
};

const redelivery =
  ({ activities, input = { sink: 'crm' }, cancelled }: RedeliveryCase): Recording =>
  async (world, workflowId) => {
    world.act(fakeActivities(activities));
    const handle = await clientOf(world).start(redeliver, { ...options(workflowId), args: [input] });
    await world.env.sleep('1 minute');
    if (cancelled) await handle.cancel();
    await world.env.sleep('3 hours');
    await handle.result().catch(() => undefined);
  };

/** Up to the waiting for the next round: a sweep never ends by itself. */
const sweep: Recording = async (world, workflowId) => {
  world.act(
    fakeActivities({
      planSweep: () => Promise.resolve({ botIds: ['bot-1', 'bot-2'], requestsPerMinute: 240 }),
      sweepPage: ({ cursor }) => Promise.resolve({ cursor: cursor === null ? 'second' : null }),
    }),
  );
  const handle = await clientOf(world).start(sweepSessions, options(workflowId));
  await untilWaiting(handle);
  await handle.terminate();
};

const untilWaiting = (handle: Pick<WorkflowHandle, 'fetchHistory'>) =>
  untilSo(async () => {
    const { events } = await handle.fetchHistory();
    return events?.some(({ timerStartedEventAttributes }) => timerStartedEventAttributes) ?? false;
  });

/** The second run of a round that became long: it begins with what the first one carried over. */
const longSweep: Recording = async (world, workflowId) => {
  const pagesOfEach = 700;
  world.act(
    fakeActivities({
      planSweep: () => Promise.resolve({ botIds: ['bot-1', 'bot-2'], requestsPerMinute: 240 }),
      sweepPage({ botId, cursor }) {
        const page = Number(cursor ?? 0) + 1;
        return Promise.resolve({ cursor: botId === 'bot-1' && page < pagesOfEach ? String(page) : null });
      },
    }),
  );
  const handle = await clientOf(world).start(sweepSessions, options(workflowId));
  const latest = clientOf(world).getHandle(workflowId);
  await untilSo(async () => (await latest.describe()).runId !== handle.firstExecutionRunId);
  await untilWaiting(latest);
  await latest.terminate();
};

const named = <T>(workflow: string, cases: Record<string, T>, recordingOf: (one: T) => Recording) =>
  Object.entries(cases).map(([name, one]) => [`${workflow}.${name}`, recordingOf(one)] as const);

const RECORDINGS = new Map<string, Recording>([
  ...named('analyze-sentiment', SENTIMENT_CASES, sentiment),
  ...named('sync-insights', INSIGHTS_CASES, insights),
  ...named('run-virtual-agent-session', SESSION_CASES, session),
  ...named('redeliver', REDELIVERY_CASES, redelivery),
  ['sync-interaction.delivered', interaction()],
  ['sync-interaction.skipped-and-audited', interaction(WITHOUT_SINK)],
  ['sweep-sessions.one-round', sweep],
  ['sweep-sessions.continued', longSweep],
]);

const fileOf = (name: string) => join(ROOT, 'test/replay/histories', `${name}.json`);

/** A history says which machine and which folder it was made in; neither belongs into a repository. */
const withoutThisMachine = (history: string): string =>
  JSON.stringify(JSON.parse(history))
    .replaceAll(ROOT, '')
    .replaceAll(`${process.pid}@${hostname()}`, 'recorder');

async function record(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !RECORDINGS.has(name));
  if (unknown.length > 0) {
    throw new Error(`no case ${unknown.join(', ')}; there are ${[...RECORDINGS.keys()].join(', ')}`);
  }
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(SRC, 'workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  const workflowBundle = join(tmpdir(), `durable-genesys-record-${process.pid}.js`);
  await writeFile(workflowBundle, code);
  const world = await createWorkflowEnv({ testServer: await ensureTestServer(), workflowBundle });
  for (const name of names) {
    const workflowId = `recorded/${name}`;
    await RECORDINGS.get(name)?.(world, workflowId);
    const history = await clientOf(world).getHandle(workflowId).fetchHistory();
    await writeFile(fileOf(name), `${withoutThisMachine(historyToJSON(history))}\n`);
  }
  await world.close();
}

const wanted = process.argv.slice(2);
await record(wanted.length > 0 ? wanted : [...RECORDINGS.keys()].filter((name) => !existsSync(fileOf(name))));

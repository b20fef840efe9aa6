import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { hostname, tmpdir } from 'node:os';
import { ensureTestServer } from '../../scripts/servers/ensure-test-server.js';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import { analyzeSentiment } from '../../src/workflows/index.js';
import { ROOT, SRC } from '../support/paths.js';
import { createWorkflowEnv, failure, fakeActivities, FIGURES } from '../support/workflow-env.js';

/*
 * Records a history of each way in which `analyzeSentiment` can go. A recorded history is never edited and never recorded
 * anew because a workflow changed: it stands for runs that are under way somewhere. `npm run history:record -- <case>…`
 */

type Case = {
  readonly activities: (cancel: () => Promise<void>) => ReturnType<typeof fakeActivities>;
  readonly changes?: object;
};

const pages = (count: number, fetched = 2) =>
  fakeActivities({
    fetchSentimentPage: ({ page }) =>
      Promise.resolve({ fetched, cursor: page + 1 < count ? `after ${page}` : null, repeatsCursor: false }),
  });

const CASES: Record<string, Case> = {
  completed: { activities: () => pages(3), changes: { concurrency: 2, slices: 2 } },
  refused: { activities: () => fakeActivities(), changes: { colour: 'red' } },
  'model-unavailable': {
    activities: () =>
      fakeActivities({
        fetchSentimentPage: () => Promise.reject(failure('ModelUnavailable')),
        summarizeSentiment: () => Promise.resolve({ ...FIGURES, reported: null }),
      }),
    changes: { concurrency: 2, slices: 2, languages: ['xx'] },
  },
  'rate-limited': {
    activities: () => {
      let attempts = 0;
      return fakeActivities({
        fetchSentimentPage: () =>
          ++attempts === 1
            ? Promise.reject(failure('RateLimited', { retry: true, nextRetryDelayMs: 42_000 }))
            : Promise.resolve({ fetched: 2, cursor: null, repeatsCursor: false }),
      });
    },
    changes: { concurrency: 1, slices: 1 },
  },
  unauthorized: {
    activities: () => fakeActivities({ fetchSentimentPage: () => Promise.reject(failure('Unauthorized')) }),
    changes: { concurrency: 2, slices: 2 },
  },
  'sink-down': {
    activities: () =>
      fakeActivities({ deliverCoaching: () => Promise.reject(failure('Unavailable', { retry: true })) }),
    changes: { concurrency: 1, slices: 1 },
  },
  'page-cap': { activities: () => pages(9), changes: { concurrency: 1, slices: 1, pageCap: 2 } },
  'without-push': {
    activities: () => fakeActivities(),
    changes: { concurrency: 1, slices: 1, pushToCoaching: 'none' },
  },
  cancelled: {
    activities: (cancel) =>
      fakeActivities({
        async fetchSentimentPage({ page }) {
          if (page === 2) await cancel();
          return { fetched: 2, cursor: `after ${page}`, repeatsCursor: false };
        },
      }),
    changes: { concurrency: 1, slices: 1 },
  },
  /** The second run of a chain: it begins with what the first one carried over. */
  continued: { activities: () => pages(300), changes: { concurrency: 4, slices: 4 } },
};

/** A history says which machine and which folder it was made in; neither belongs into a repository. */
const withoutThisMachine = (history: string): string =>
  JSON.stringify(JSON.parse(history))
    .replaceAll(ROOT, '')
    .replaceAll(`${process.pid}@${hostname()}`, 'recorder');

async function record(names: readonly string[]): Promise<void> {
  const directory = join(ROOT, 'test/replay/histories');
  await mkdir(directory, { recursive: true });
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(SRC, 'workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  const workflowBundle = join(tmpdir(), `durable-genesys-record-${process.pid}.js`);
  await writeFile(workflowBundle, code);
  const world = await createWorkflowEnv({ testServer: await ensureTestServer(), workflowBundle });
  for (const name of names) {
    const recorded = CASES[name];
    if (!recorded) throw new Error(`no case ${name}; there are ${Object.keys(CASES).join(', ')}`);
    const workflowId = `recorded/${name}`;
    world.act(
      recorded.activities(async () => void (await world.env.client.workflow.getHandle(workflowId).cancel())),
    );
    const now = await world.env.currentTimeMs();
    const input = {
      from: new Date(now - 2 * 86_400_000).toISOString(),
      to: new Date(now - 86_400_000).toISOString(),
      ...recorded.changes,
    };
    const handle = await world.env.client.workflow.start(analyzeSentiment, {
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowId,
      args: [input],
    });
    await handle.result().catch(() => undefined);
    const history = await world.env.client.workflow.getHandle(workflowId).fetchHistory();
    await writeFile(
      join(directory, `analyze-sentiment.${name}.json`),
      `${withoutThisMachine(historyToJSON(history))}\n`,
    );
  }
  await world.close();
}

await record(process.argv.length > 2 ? process.argv.slice(2) : Object.keys(CASES));

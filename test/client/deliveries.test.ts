import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createSimulator, type Simulator } from '../../simulator/simulator.js';
import { createStore, type Store } from '../../src/store/index.js';
import { ensureLocalKey } from '../../src/store/local/local-key.js';
import { genesysVariables } from './support/genesys-variables.js';
import { startLocalWorld, type LocalWorld } from './support/local-world.js';
import { untilWorkerRuns } from './support/until-worker-runs.js';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const [CONVERSATION, RUN_ID, INSIGHTS] = [randomUUID(), randomUUID(), 'insights/planted'];
const PLANTED = 'planted-customer-words';
const AT = '2026-11-20T10:00:00.000Z';

type Listed = { key: string; attempts: number; reason: string; skippedBecause: string | null };

// Each of these starts programs, one after another, on machines that may have other work.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let world: LocalWorld;
let simulator: Simulator;
let store: Store;
/** Of deliveries that had failed before anything is tried here. */
let keys: Record<'arrives' | 'older' | 'newer' | 'insights' | 'refused' | 'coaching', string>;

const client = (...args: string[]) => world.start('client', args).ended;
const linesOf = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
async function answersOf(...args: string[]): Promise<unknown[]> {
  const { exitCode, stdout, stderr } = await client(...args);
  expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  return linesOf(stdout);
}
const listed = async () => (await answersOf('deliveries', '--failed', '--json')) as Listed[];

async function said(
  subject: string,
  status: 'failed' | 'delivered',
  { sink = 'crm' as 'crm' | 'coaching', body = '{}', digest = 'said1', runId = randomUUID() } = {},
): Promise<string> {
  await store.deliveries.enqueue(runId, sink, [{ subject, digest, body }]);
  const attempt = { after: '', limit: 9, at: new Date(AT) };
  const { deliveries } = await store.deliveries.startAttempts(runId, attempt);
  const key = deliveries[0]?.key ?? '';
  await store.deliveries.recordAttempts([{ key, status, receipt: 'HTTP 400' }]);
  return key;
}

/** A run of insights whose one text is what a spreadsheet would take for a formula. */
async function insightsRun(): Promise<string> {
  const run = { runId: RUN_ID, workflowId: INSIGHTS, process: 'insights' as const };
  await store.runs.begin({ ...run, startedAt: AT, plan: {} });
  await store.insights.listNamed(RUN_ID, [CONVERSATION]);
  const insight = { insightType: 'summary', confidence: 0.9, createdDate: AT, redacted: false };
  await store.insights.savePage({
    ...{ runId: RUN_ID, conversationId: CONVERSATION, page: 0, beyondMax: 0, malformed: 0, foreign: 0 },
    ...{ cursor: null, reported: 2, requests: 1, latencyMs: 1 },
    insights: [
      { ...insight, key: 'one', verdict: 'passed', reasons: [], text: `=${PLANTED}` },
      { ...insight, key: 'two', verdict: 'held', reasons: ['stale', 'personalData:email'], text: null },
    ],
  });
  await store.runs.end({
    ...{ runId: RUN_ID, status: 'completed', finishedAt: AT },
    result: {
      ...{ conversations: { total: 1 }, insights: { unique: 2, passed: 1, redacted: 0, held: 1 } },
      ...{ heldBecause: { stale: 1, 'personalData:email': 1 }, crm: { delivered: 0, failed: 1 } },
      ...{ complete: true, incompleteBecause: [], auditHead: { count: 2, hash: 'f'.repeat(64) } },
    },
  });
  return said(`agent_assist_insights_sync/${CONVERSATION}/1`, 'failed', {
    ...{ runId: RUN_ID, body: JSON.stringify({ text: PLANTED }) },
  });
}

beforeAll(async () => {
  world = await startLocalWorld({ cli: inject('temporalCli'), searchAttributes: 'registered' });
  simulator = await createSimulator({ conversations: 1 });
  const genesys = genesysVariables(simulator, SECRET);
  const worker = world.start('worker', [], { ...genesys, CRM_URL: `${simulator.url}/sinks/crm` });
  await untilWorkerRuns(worker, world.temporalAddress);
  store = createStore(await world.database(), await ensureLocalKey(world.scratch.dataDir, 'audit'));
  keys = {
    arrives: await said('virtual_agent_session/order-1', 'failed'),
    older: await said('virtual_agent_session/order-2', 'failed'),
    newer: await said('virtual_agent_session/order-2', 'delivered', { digest: 'said2' }),
    insights: await insightsRun(),
    refused: await said('virtual_agent_session/order-3', 'failed'),
    coaching: await said(randomUUID(), 'failed', { sink: 'coaching' }),
  };
  // The other side has another body under this key: it answers 422.
  simulator.sinks.crm.accept({ key: keys.refused, body: { another: true } });
});
afterAll(async () => {
  await store.close();
  await world.stop();
  await simulator.close();
});

describe('deliveries, export and purge', () => {
  it('list what has failed at every sink, for programs and for people', async () => {
    const rows = await listed();
    expect(rows.map(({ key }) => key).sort()).toEqual(
      [keys.arrives, keys.older, keys.insights, keys.refused, keys.coaching].sort(),
    );
    expect(rows.find(({ key }) => key === keys.older)).toEqual({
      ...{ key: keys.older, sink: 'crm', subject: 'virtual_agent_session/order-2', attempts: 1 },
      ...{ attemptedAt: AT, reason: 'HTTP 400', skippedBecause: 'superseded' },
    });
    const { stdout } = await client('deliveries', '--failed');
    const [titles, ...lines] = stdout.trimEnd().split('\n');
    expect(titles).toMatch(/TRIED +SINK +TRIES +REASON +SUBJECT/);
    expect(lines).toHaveLength(5);
    expect(stdout).not.toContain(PLANTED);
  });

  it('export the rows of an insights run, no formula and no text that was held back', async () => {
    const [first, second, last] = await answersOf('export', INSIGHTS, '--format', 'jsonl');
    expect(first).toEqual({
      ...{ interaction_id: CONVERSATION, insight_id: 'one', insight_type: 'summary', confidence: 0.9 },
      ...{ created_date: AT, verdict: 'passed', reasons: '', text: `=${PLANTED}` },
    });
    expect(second).toMatchObject({ verdict: 'held', reasons: 'stale personalData:email', text: null });
    expect(last).toMatchObject({
      summary: { insight_count: 2, passed: 1, held: 1, crm_failed: 1, complete: true },
    });
    const { stdout } = await client('export', INSIGHTS, '--format', 'csv');
    expect(stdout.split('\n')[0]).toBe(
      'interaction_id,insight_id,insight_type,confidence,created_date,verdict,reasons,text',
    );
    expect(stdout).toContain(`,passed,,'=${PLANTED}`);
  });

  it('refuse to export what has no rows', async () => {
    const run = { runId: randomUUID(), workflowId: 'session/order-1', process: 'session' as const };
    await store.runs.begin({ ...run, startedAt: AT, plan: {} });
    await store.runs.end({ runId: run.runId, status: 'completed', finishedAt: AT, result: {} });
    const { exitCode, stderr } = await client('export', run.workflowId);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^workflowId: is a run of session, which has no rows; `client result`/);
  });

  it('purge a conversation once, after showing how much there is, and leave the audit whole', async () => {
    const counts = { texts: 1, labels: 0, bodies: 1, deliveriesStopped: 0 };
    const scope = { conversationId: CONVERSATION, before: null };
    const args = ['purge', '--conversation', CONVERSATION];
    expect(await answersOf(...args, '--dry-run')).toEqual([
      { dryRun: true, ...scope, ...counts, runsUnderWay: [] },
    ]);
    expect(JSON.stringify(await answersOf('export', INSIGHTS))).toContain(PLANTED);
    const [purged] = (await answersOf(...args)) as [{ auditHead: { count: number; hash: string } }];
    expect(purged).toMatchObject({ ...scope, ...counts });
    expect(await answersOf(...args)).toMatchObject([{ ...scope, texts: 0, bodies: 0 }]);
    expect(JSON.stringify(await answersOf('export', INSIGHTS))).not.toContain(PLANTED);
    const { count, hash } = purged.auditHead;
    expect(await answersOf('audit', 'verify', '--head', `${count}:${hash}`)).toMatchObject([
      { intact: true },
    ]);
  });

  it('purge by date, and name a run that may store more', async () => {
    const run = { runId: randomUUID(), workflowId: 'insights/under-way', process: 'insights' as const };
    await store.runs.begin({ ...run, startedAt: AT, plan: {} });
    await store.insights.listNamed(run.runId, [CONVERSATION]);
    const { exitCode, stdout, stderr } = await client('purge', '--before', '2026-11-21');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('insights/under-way may be under way and store more');
    expect(linesOf(stdout)).toMatchObject([
      {
        conversationId: null,
        before: '2026-11-21T00:00:00Z',
        texts: 0,
        runsUnderWay: ['insights/under-way'],
      },
    ]);
  });

  it.each([
    ['an unknown key', () => ['--key', 'crm/nothing'], /^--key: "crm\/nothing" is not known/],
    ['what has arrived', () => ['--key', keys.newer], /^--key: this delivery is delivered, not failed/],
    ['what is superseded', () => ['--key', keys.older], /^--key: something newer was said/],
    ['what was purged', () => ['--key', keys.insights], /^--key: the body of this delivery was erased/],
    [
      'another sink than the key has',
      () => ['--key', keys.arrives, '--sink', 'coaching'],
      /^--sink: this delivery goes to crm/,
    ],
  ])('refuse to retry %s before anything is started', async (_, args, says) => {
    const { exitCode, stdout, stderr } = await client('deliveries', 'retry', ...args());
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });

  it('retry what failed at one sink, under the same keys, and tell what came of each', async () => {
    const [outcome] = await answersOf('deliveries', 'retry', '--sink', 'crm', '--wait');
    expect(outcome).toMatchObject({
      ...{ workflowId: 'redelivery/crm', status: 'completed' },
      result: {
        ...{ sink: 'crm', delivered: 1, failed: 1, skipped: 2 },
        skippedBecause: { superseded: 1, purged: 1 },
      },
    });
    const effects = simulator.sinks.crm.effects();
    expect(effects.map(({ key }) => key).sort()).toEqual([keys.arrives, keys.refused].sort());
    const rows = await listed();
    expect(rows.map(({ key }) => key)).not.toContain(keys.arrives);
    expect(rows.find(({ key }) => key === keys.refused)).toMatchObject({ attempts: 2, reason: 'HTTP 422' });
  });

  it('retry at every sink, one answer for each, and say so in the audit', async () => {
    const outcomes = await answersOf('deliveries', 'retry', '--wait');
    expect(outcomes).toMatchObject([
      { workflowId: 'redelivery/coaching', result: { delivered: 1, failed: 0 } },
      { workflowId: 'redelivery/crm', result: { delivered: 0, failed: 1 } },
    ]);
    const last = (outcomes.at(-1) as { result: { auditHead: { count: number; hash: string } } }).result;
    const head = `${last.auditHead.count}:${last.auditHead.hash}`;
    expect(await answersOf('audit', 'verify', '--head', head)).toMatchObject([{ intact: true }]);
    const [status] = await answersOf('status', 'redelivery/crm');
    expect(status).toMatchObject({ stage: 'completed', progress: { wanted: 1, failed: 1 } });
  });
});

import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { PERSONAL_DATA_KINDS } from '../../simulator/insights/personal-data-kind.js';
import type { InsightsUpdate } from '../../src/domain/insights-update.js';
import type { InsightsResult } from '../../src/contracts/sync-insights.js';
import { expectedInsights, type ExpectedInsight } from '../support/true-insights.js';
import { SECRETS } from './planted.js';
import { startPrivateWorld, type PrivateWorld } from './private-world.js';
import { found } from './searchable.js';

const CONVERSATIONS = 60;
const shareOf = (each: number) => Object.fromEntries(PERSONAL_DATA_KINDS.map((kind) => [kind, each]));
const RUNS = ['quarantine', 'redact', 'block'] as const;

vi.setConfig({ hookTimeout: 240_000 });

type Ended = { readonly workflowId: string; readonly status: string; readonly result: InsightsResult };

describe('what insights say of people', () => {
  let world: PrivateWorld;
  let places: Awaited<ReturnType<PrivateWorld['collect']>>;
  const ended: Ended[] = [];
  let insights: ExpectedInsight[] = [];
  let runIds: string[] = [];
  /** As each run must have them: the first third is quarantined, the next is redacted, the last blocked. */
  let redacted: ExpectedInsight[] = [];

  const idsOf = (run: number): string[] =>
    Array.from({ length: CONVERSATIONS / RUNS.length }, (_, index) =>
      world.simulator.organisation.conversations.idAt(run * (CONVERSATIONS / RUNS.length) + index),
    );
  const routeOf = (id: string) => `/api/v2/agentassist/interactions/${id}/insights`;
  const start = (input: object) =>
    world.client(
      ['start', 'insights', '--wait', '--input', '-'],
      JSON.stringify({ confidenceThreshold: 0, ...input }),
    );

  beforeAll(async () => {
    // Without keys: what a history holds could be read in it.
    world = await startPrivateWorld(inject('temporalCli'), { conversations: CONVERSATIONS, payloadKeys: '' });
    world.simulator.insights.setting.set({
      shares: { personalData: shareOf(0.016), maskingFailed: shareOf(0.008), masked: 0.05, stale: 0.05 },
      conversations: { forbidden: 0, notFound: 0 },
      perConversation: { min: 2, max: 7 },
    });
    for (const [run, onPersonalData] of RUNS.entries()) {
      const conversationIds = idsOf(run);
      // Servers that repeat what they were sent: an outage of Genesys, and a CRM that refuses one body and drops another.
      world.front.refuseNext('GET', routeOf(conversationIds[0] ?? ''), 500);
      world.front.refuseNext('GET', routeOf(conversationIds[1] ?? ''), 403);
      world.front.refuseNext('POST', '/sinks/crm', 400);
      world.front.refuseNext('POST', '/sinks/crm', 500);
      const { stdout } = await start({ conversationIds, onPersonalData });
      ended.push(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Ended);
    }
    // A run that fails, and one that nobody may have.
    world.front.refuseNext('GET', routeOf(idsOf(0)[0] ?? ''), 400);
    expect((await start({ conversationIds: idsOf(0).slice(0, 1) })).exitCode).toBe(1);
    expect((await start({ conversationIds: ['planted'] })).exitCode).toBe(2);
    for (const { workflowId } of ended) {
      for (const command of ['status', 'result']) await world.client([command, workflowId]);
      for (const format of ['jsonl', 'csv']) await world.client(['export', workflowId, '--format', format]);
    }
    for (const args of [['list'], ['doctor'], ['audit', 'verify']]) await world.client(args);

    const expected = RUNS.map((onPersonalData, run) =>
      expectedInsights(world.simulator.insights.truth({ conversationIds: idsOf(run) }), { onPersonalData }),
    );
    const refused = RUNS.map((_, run) => idsOf(run)[1]);
    insights = expected
      .flat()
      .filter(({ conversationId }) => !refused.includes(conversationId))
      .flatMap((one) => one.insights);
    redacted = insights.filter(({ verdict }) => verdict === 'redacted');
    runIds = ended.map(({ workflowId }) => workflowId);
    places = await world.collect();
  });
  afterAll(() => world.close());

  const planted = () => [...new Set(insights.flatMap((one) => one.planted))];
  const bodies = () => world.simulator.sinks.crm.effects().map(({ body }) => body as InsightsUpdate);
  /** Harmless, and long enough to be no other's. */
  const harmless = () =>
    [...new Set(insights.filter(({ verdict }) => verdict === 'passed').map(({ text }) => text))]
      .filter((text) => text.length > 30)
      .slice(0, 60);

  it('was planted, and repeated by everybody who could', () => {
    expect(planted().length).toBeGreaterThan(40);
    expect(new Set(insights.map(({ kind }) => kind))).toEqual(new Set([null, ...PERSONAL_DATA_KINDS]));
    expect(world.front.pending()).toEqual([]);
    expect(ended.map(({ status }) => status)).toEqual(RUNS.map(() => 'completed'));
    expect(ended.map(({ result }) => [result.conversations.forbidden, result.crm.failed])).toEqual(
      RUNS.map(() => [1, 1]),
    );
    // The CRM had a body in its hands, and has quoted it.
    expect(found(world.front.echoed(), ['agent_assist_insights_sync', ...harmless()]).length).toBeGreaterThan(
      1,
    );
  });

  it('would be found by the search where it stood', () => {
    const [one = ''] = planted();
    expect(found(JSON.stringify([insights.map(({ text }) => text)]), planted())).toEqual(planted());
    expect(found(Buffer.from(`a history with ${one} in it`).toString('base64'), [one])).toEqual([one]);
    // Texts that passed stand where they may; ids stand everywhere, in histories that nobody has encrypted too.
    const [id = ''] = idsOf(0).slice(2);
    expect(found(places.tables.insight ?? '', harmless())).toHaveLength(harmless().length);
    expect(found(places.tables.delivery ?? '', harmless()).length).toBeGreaterThan(0);
    expect(found(places.sinks, harmless()).length).toBeGreaterThan(0);
    expect(found(places.temporal, [id, ...runIds])).toEqual([id, ...runIds]);
    expect(found(places.audit, idsOf(0))).toEqual(idsOf(0));
    expect(found(places.log, ['worker is running'])).toHaveLength(1);
    expect(found(places.client, runIds)).toEqual(runIds);
  });

  it.each(['temporal', 'log', 'audit', 'client', 'sinks'] as const)('is not found in %s', (place) => {
    expect(found(places[place], planted())).toEqual([]);
  });

  it('is not found in any table of the store', () => {
    const hits = Object.entries(places.tables).map(([table, rows]) => [table, found(rows, planted())]);
    expect(hits.length).toBeGreaterThan(10);
    expect(Object.fromEntries(hits.filter(([, texts]) => texts?.length))).toEqual({});
  });

  it('is no more than a mask where it was to be redacted, and nothing of it is sent elsewhere', () => {
    const sent = bodies().flatMap((body) => body.insights);
    const byId = new Map(sent.map((one) => [one.id, one]));
    const masked = redacted.filter(({ id }) => byId.has(id));
    expect(masked.length).toBeGreaterThan(10);
    for (const { id } of masked) {
      expect(byId.get(id)?.text).toMatch(/\[[a-z][a-z -]+\]/i);
      expect(byId.get(id)?.redacted).toBe(true);
    }
    const withPersonalData = new Set(insights.filter(({ kind }) => kind !== null).map(({ id }) => id));
    const redactedIds = new Set(redacted.map(({ id }) => id));
    expect(sent.filter(({ id }) => withPersonalData.has(id) && !redactedIds.has(id))).toEqual([]);
  });

  it.each(['temporal', 'log', 'audit'] as const)('leaves %s without any text at all', (place) => {
    expect(found(places[place], harmless())).toEqual([]);
  });

  it('leaves our secrets where they are', () => {
    const secrets = [SECRETS.clientSecret, SECRETS.sink.slice(6), SECRETS.auditKey, ...world.front.tokens()];
    for (const place of ['temporal', 'log', 'audit', 'client', 'sinks'] as const)
      expect(found(places[place], secrets)).toEqual([]);
  });
});

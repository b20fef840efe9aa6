import { randomUUID } from 'node:crypto';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { FaultInput } from '../../simulator/faults/fault.js';
import { PERSONAL_DATA_KINDS } from '../../simulator/insights/personal-data-kind.js';
import type { InsightsInput, InsightsResult } from '../../src/contracts/sync-insights.js';
import type { InsightsEntry } from '../../src/domain/audit-entry.js';
import type { InsightsUpdate } from '../../src/domain/insights-update.js';
import type { InsightRow } from '../../src/store/insights.js';
import { insightsResult, sentimentResult, startInsights, startSentiment } from '../../src/index.js';
import { createProcessWorld, type ProcessWorld } from '../support/process-world.js';
import {
  expectedFigures,
  expectedInsights,
  heldBecauseOf,
  type ExpectedConversation,
  type TruthRules,
} from '../support/true-insights.js';

const HOUR_MS = 3_600_000;
const CONVERSATIONS = 400;

const shareOf = (each: number) => Object.fromEntries(PERSONAL_DATA_KINDS.map((kind) => [kind, each]));
/** No page of which anything could be strange. */
const READABLE = {
  stale: 0.05,
  future: 0.03,
  masked: 0.1,
  personalData: shareOf(0.02),
  maskingFailed: shareOf(0.01),
};
const MIXED = { ...READABLE, malformed: 0.05, foreign: 0.03 };

/** Every conversation answers. */
const OPEN = { forbidden: 0, notFound: 0 };

type Run = { readonly runId: string; readonly workflowId: string; readonly result: InsightsResult };

describe('syncInsights with everything real', () => {
  let world: ProcessWorld;
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    world = await createProcessWorld({
      temporalCli: inject('temporalCli'),
      workflowBundle: inject('workflowBundle'),
      databaseTemplate: inject('databaseTemplate'),
      simulator: { conversations: CONVERSATIONS, seed: 7 },
    });
  }, 60_000);
  afterAll(() => world.close());
  beforeEach(() => {
    world.simulator.faults.clear();
    world.simulator.sinks.crm.clear();
    world.simulator.insights.setting.set({ shares: READABLE, conversations: OPEN });
  });

  /** Each test has conversations of its own, because what the CRM knows of one outlives a run. */
  let taken = 0;
  const someConversations = (count: number): string[] =>
    Array.from({ length: count }, () => world.simulator.organisation.conversations.idAt(taken++));

  async function run(input: InsightsInput): Promise<Run> {
    const { workflowId, runId } = await startInsights(world.client, input, {
      workflowId: `insights/${randomUUID()}`,
    });
    return { runId, workflowId, result: await insightsResult(world.client, workflowId) };
  }

  const expectedOf = (conversationIds: readonly string[], rules: TruthRules = {}) =>
    expectedInsights(world.simulator.insights.truth({ conversationIds }), rules);
  const effectsOfCrm = () =>
    world.simulator.sinks.crm
      .effects()
      .map(({ body, deliveries }) => ({ deliveries, body: body as InsightsUpdate }));

  async function storedRows(runId: string): Promise<InsightRow[]> {
    const rows: InsightRow[] = [];
    for (;;) {
      const batch = await world.store.insights.rowsAfter(runId, rows.at(-1) ?? null, 100);
      if (batch.length === 0) return rows;
      rows.push(...batch);
    }
  }
  async function auditOf(timestamp: string): Promise<Map<string, InsightsEntry>> {
    const entries = new Map<string, InsightsEntry>();
    for await (const batch of world.store.audit.entries())
      for (const { body } of batch) {
        const entry = JSON.parse(body) as InsightsEntry;
        if (entry.action === 'insight_retrieval' && entry.timestamp === timestamp)
          entries.set(entry.interaction_id, entry);
      }
    return entries;
  }

  /** The result, the store, the audit and the CRM against what the simulator knows. */
  async function expectTruth(
    { runId, result }: Run,
    expected: readonly ExpectedConversation[],
  ): Promise<void> {
    expect(result).toMatchObject(expectedFigures(expected));
    expect(result.complete).toBe(result.incompleteBecause.length === 0);

    const rows = await storedRows(runId);
    const told = (one: {
      conversationId: string;
      key: string;
      verdict: string;
      reasons: readonly string[];
    }) => `${one.conversationId} ${one.key} ${one.verdict} ${[...one.reasons].sort().join()}`;
    expect(rows.map(told).sort()).toEqual(
      expected
        .flatMap(({ conversationId, insights }) =>
          insights.map((one) => told({ ...one, conversationId, key: one.id })),
        )
        .sort(),
    );
    expect(rows.filter(({ verdict, text }) => (verdict === 'held') !== (text === null))).toEqual([]);
    await expectAudit(result, expected);
    expectTold(effectsOfCrm(), expected);
  }

  async function expectAudit(result: InsightsResult, expected: readonly ExpectedConversation[]) {
    const audit = await auditOf(result.startedAt);
    expect([...audit.keys()].sort()).toEqual(expected.map(({ conversationId }) => conversationId).sort());
    for (const { conversationId, stopped, insights, malformed } of expected) {
      const count = (verdict: string) => insights.filter((one) => one.verdict === verdict).length;
      const wasRead = stopped === null;
      const sent = insights.length > count('held');
      const entry = audit.get(conversationId);
      expect(entry).toMatchObject({
        insight_count: wasRead ? insights.length : null,
        governance_pass: wasRead
          ? !insights.some(
              ({ verdict, kind, reasons }) => verdict === 'held' && (kind ?? reasons[0] === 'blocked'),
            )
          : null,
        crm_webhook_status: sent ? 'delivered' : null,
        passed: count('passed'),
        redacted: count('redacted'),
        held: count('held'),
        held_because: heldBecauseOf(insights),
        incomplete_because: [...(stopped ? [stopped] : []), ...(malformed > 0 ? ['malformed'] : [])],
      });
      expect([entry?.latency_ms === null, entry?.utilization_rate === null]).toEqual([!wasRead, !wasRead]);
    }
    expect(await world.store.audit.verify([result.auditHead])).toMatchObject({ intact: true, findings: [] });
  }

  /** Each conversation that has something to say has said it once, in its order, and nothing of what was held back. */
  function expectTold(
    effects: ReturnType<typeof effectsOfCrm>,
    expected: readonly ExpectedConversation[],
  ): void {
    const sendable = expected
      .map((one) => ({ ...one, insights: one.insights.filter(({ verdict }) => verdict !== 'held') }))
      .filter(({ insights }) => insights.length > 0);
    expect(effects.map(({ body }) => body.conversationId).sort()).toEqual(
      sendable.map(({ conversationId }) => conversationId).sort(),
    );
    expect(effects.filter(({ deliveries }) => deliveries !== 1)).toEqual([]);
    const bodies = new Map(effects.map(({ body }) => [body.conversationId, body]));
    for (const { conversationId, insights } of sendable) {
      const body = bodies.get(conversationId);
      expect(body).toMatchObject({ event: 'agent_assist_insights_sync', count: insights.length });
      expect(body?.insights.map(({ id }) => id)).toEqual(insights.map(({ id }) => id));
      for (const [place, one] of insights.entries()) {
        const sent = body?.insights[place];
        expect(sent).toMatchObject({
          ...{ interactionId: conversationId, insightType: one.insightType, confidence: one.confidence },
          ...{ createdDate: one.createdDate, redacted: one.class === 'masked' || one.verdict === 'redacted' },
        });
        if (one.verdict === 'passed') expect(sent?.text).toBe(one.text);
        for (const personal of one.planted) expect(sent?.text).not.toContain(personal);
      }
    }
  }

  it.each(['quarantine', 'redact', 'block'] as const)(
    'equals the truth in result, store, audit and CRM under %s',
    async (onPersonalData) => {
      world.simulator.insights.setting.set({
        shares: MIXED,
        conversations: { forbidden: 0.1, notFound: 0.1 },
        perConversation: { min: 0, max: 30 },
      });
      const conversationIds = someConversations(40);
      const expected = expectedOf(conversationIds, { onPersonalData });
      const { conversations, insights, heldBecause } = expectedFigures(expected);
      // Or there would be nothing to hold the product to.
      for (const some of [
        conversations.forbidden,
        conversations.notFound,
        insights.malformed,
        insights.foreign,
      ])
        expect(some).toBeGreaterThan(0);
      expect(Object.keys(heldBecause).length).toBeGreaterThan(onPersonalData === 'redact' ? 1 : 8);
      await expectTruth(await run({ conversationIds, onPersonalData, confidenceThreshold: 0 }), expected);
    },
    60_000,
  );

  it('equals the truth of the conversations of a window, once a sentiment run has found them', async () => {
    world.simulator.insights.setting.set({
      shares: READABLE,
      conversations: OPEN,
      perConversation: { min: 0, max: 3 },
    });
    const { period } = world.simulator.organisation;
    const window = { from: period.from, to: new Date(Date.parse(period.from) + 24 * HOUR_MS).toISOString() };
    const rules = { confidenceThreshold: 0.8, insightTypes: ['summary', 'topic'] as const };
    const input = { ...window, ...rules, insightTypes: [...rules.insightTypes] };
    const before = await run(input);
    expect(before.result).toMatchObject({
      conversations: { total: 0 },
      complete: false,
      incompleteBecause: ['windowNotAnalyzed'],
    });

    const { workflowId } = await startSentiment(world.client, { ...period, pushToCoaching: 'none' });
    expect((await sentimentResult(world.client, workflowId)).complete).toBe(true);
    world.simulator.sinks.crm.clear();
    const expected = expectedInsights(world.simulator.insights.truth(window), rules);
    expect(expected.length).toBeGreaterThan(20);
    const found = await run(input);
    await expectTruth(found, expected);
    expect(found.result).toMatchObject({
      complete: true,
      window: { from: window.from.replace('.000Z', 'Z') },
    });
  }, 60_000);

  it('tells ages at the end of the conversation where it was asked to, and at the present otherwise', async () => {
    world.simulator.insights.setting.set({
      shares: { stale: 0.2 },
      conversations: OPEN,
      ageFrom: 'conversationEnd',
    });
    const conversationIds = someConversations(30);
    const expected = expectedOf(conversationIds);
    const atEnd = await run({ conversationIds, ageFrom: 'conversationEnd', confidenceThreshold: 0 });
    await expectTruth(atEnd, expected);
    const stale = atEnd.result.heldBecause.stale ?? 0;
    expect(stale).toBeGreaterThan(0);

    const atPresent = await run({ conversationIds, confidenceThreshold: 0 });
    const ages = expected
      .flatMap(({ insights }) => insights)
      .map(({ createdDate }) => Date.parse(atPresent.result.startedAt) - Date.parse(createdDate));
    const olderThan = (ms: number) => ages.filter((age) => age > ms).length;
    const staleNow = atPresent.result.heldBecause.stale ?? 0;
    expect(staleNow).toBeGreaterThan(stale);
    expect(staleNow).toBeGreaterThanOrEqual(olderThan(24.2 * HOUR_MS));
    expect(staleNow).toBeLessThanOrEqual(olderThan(23.8 * HOUR_MS));
  }, 60_000);

  it('reads page after page, in the order that was asked for, up to as many as are wanted', async () => {
    world.simulator.insights.setting.set({
      shares: {},
      conversations: OPEN,
      perConversation: { min: 5, max: 24 },
    });
    const conversationIds = someConversations(12);
    const expected = expectedOf(conversationIds);
    const input: InsightsInput = {
      ...{ conversationIds, confidenceThreshold: 0, pageSize: 4, maxInsights: 10 },
      ...({ sortBy: 'confidence', sortOrder: 'asc' } as const),
    };
    const { result, runId } = await run(input);
    const counts = expected.map(({ insights }) => insights.length);
    const unique = counts.reduce((sum, count) => sum + Math.min(count, 10), 0);
    expect(result).toMatchObject({
      insights: { unique, passed: unique, duplicates: 0 },
      pages: counts.reduce((sum, count) => sum + Math.min(Math.ceil(count / 4), 3), 0),
      complete: false,
      incompleteBecause: ['maxInsights'],
    });
    expect(await storedRows(runId)).toHaveLength(unique);
    const audit = await auditOf(result.startedAt);
    for (const { conversationId, insights } of expected) {
      const ordered = insights
        .toSorted((one, other) => one.confidence - other.confidence)
        .slice(0, 10)
        .map(({ confidence }) => confidence);
      const body = effectsOfCrm().find((effect) => effect.body.conversationId === conversationId)?.body;
      expect(body?.insights.map(({ confidence }) => confidence)).toEqual(ordered);
      expect(audit.get(conversationId)).toMatchObject({
        insight_count: ordered.length,
        utilization_rate: ordered.length / (4 * Math.min(Math.ceil(insights.length / 4), 3)),
        incomplete_because: insights.length > 10 ? ['maxInsights'] : [],
      });
    }
  }, 60_000);

  it('sends nothing again that has not changed, and everything that has', async () => {
    const conversationIds = someConversations(12);
    const input = { conversationIds, confidenceThreshold: 0 };
    const first = await run(input);
    const told = effectsOfCrm().length;
    expect(first.result.crm).toMatchObject({ delivered: told, failed: 0, skipped: 0 });

    const second = await run(input);
    expect(second.result).toMatchObject({
      insights: first.result.insights,
      crm: { delivered: 0, failed: 0, skipped: told, skippedBecause: { unchanged: told } },
    });
    expect(effectsOfCrm()).toHaveLength(told);
    const statuses = [...(await auditOf(second.result.startedAt)).values()].map(
      (one) => one.crm_webhook_status,
    );
    expect(new Set(statuses)).toEqual(new Set([null]));

    world.simulator.insights.setting.set({ shares: READABLE, conversations: OPEN, seed: 2 });
    world.simulator.sinks.crm.clear();
    await expectTruth(await run(input), expectedOf(conversationIds));
  }, 60_000);

  it('parks what the CRM refuses, sends the others, and tries it again in a later run', async () => {
    world.simulator.insights.setting.set({
      shares: {},
      conversations: OPEN,
      perConversation: { min: 1, max: 3 },
    });
    const conversationIds = someConversations(10);
    world.simulator.faults.set([
      { where: 'crm', when: { requests: [2, 5] }, what: { kind: 'status', status: 422 } },
    ]);
    const input = { conversationIds, confidenceThreshold: 0 };
    const { result } = await run(input);
    expect(result.crm).toEqual({ delivered: 8, failed: 2, skipped: 0, skippedBecause: {} });
    expect(effectsOfCrm()).toHaveLength(8);
    const statuses = [...(await auditOf(result.startedAt)).values()].map((one) => one.crm_webhook_status);
    expect(statuses.filter((status) => status === 'failed')).toHaveLength(2);
    expect(statuses.filter((status) => status === 'delivered')).toHaveLength(8);

    world.simulator.faults.clear();
    const later = await run(input);
    expect(later.result.crm).toMatchObject({ delivered: 2, failed: 0, skippedBecause: { unchanged: 8 } });
    expectTold(effectsOfCrm(), expectedOf(conversationIds));
  }, 60_000);

  type Trouble = { readonly trouble: string; readonly what: FaultInput['what']; readonly leastMs?: number };
  it.each<Trouble>([
    {
      trouble: 'answers 429 and asks for two seconds',
      what: { kind: 'rateLimited', seconds: 2 },
      leastMs: 2000,
    },
    { trouble: 'answers 500', what: { kind: 'status', status: 500 } },
    { trouble: 'answers 503 after it accepted', what: { kind: 'status', status: 503, effect: 'after' } },
    { trouble: 'cuts the connection', what: { kind: 'dropped', effect: 'before' } },
    { trouble: 'cuts the connection after it accepted', what: { kind: 'dropped', effect: 'after' } },
    { trouble: 'accepts and says nothing for ten seconds', what: { kind: 'hang', effect: 'after' } },
  ])(
    'has each effect once in a CRM that $trouble',
    async ({ what, leastMs = 0 }) => {
      world.simulator.insights.setting.set({
        shares: {},
        conversations: OPEN,
        perConversation: { min: 1, max: 3 },
      });
      const conversationIds = someConversations(6);
      world.simulator.faults.set([{ where: 'crm', when: { requests: [1, 3, 4] }, what }]);
      const startedMs = performance.now();
      const { result } = await run({ conversationIds, confidenceThreshold: 0 });
      expect(performance.now() - startedMs).toBeGreaterThanOrEqual(leastMs);
      expect(world.simulator.faults.report().faults[0]?.fired).toBe(3);
      expect(result.crm).toEqual({ delivered: 6, failed: 0, skipped: 0, skippedBecause: {} });
      const effects = effectsOfCrm();
      expectTold(
        effects.map((effect) => ({ ...effect, deliveries: 1 })),
        expectedOf(conversationIds),
      );
      const heardTwice = 'effect' in what && what.effect === 'after' ? 3 : 0;
      expect(effects.filter(({ deliveries }) => deliveries > 1)).toHaveLength(heardTwice);
    },
    60_000,
  );
});

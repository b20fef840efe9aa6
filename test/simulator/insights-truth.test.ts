import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PERSONAL_DATA_KINDS } from '../../simulator/insights/personal-data-kind.js';
import type { InsightTruth } from '../../simulator/insights/insight-truth.js';
import type { InsightSetting } from '../../simulator/insights/insight-settings.js';
import { createInsightSimulator, NOW, type InsightSimulator } from './insights-client.js';
import { call, type ErrorBody } from './simulator-client.js';

let world: InsightSimulator;
beforeEach(async () => {
  world = await createInsightSimulator();
});
afterEach(() => world.simulator.close());

type Wanted = Parameters<InsightSetting['set']>[0];
const set = (wanted: Wanted) => world.simulator.insights.setting.set({ conversations: {}, ...wanted });
const truth = () => world.simulator.insights.truth();
const truths = () => truth().conversations.flatMap(({ insights }) => insights);

describe('the truth about insights', () => {
  it('is what the endpoint answers for each conversation', async () => {
    set({ conversations: { forbidden: 0.2, notFound: 0.2 }, perConversation: { min: 0, max: 30 } });
    const { conversations, outcomes, classes } = truth();
    const statusOf = { answered: 200, forbidden: 403, notFound: 404 };
    expect(Object.values(outcomes).every((count) => count > 0)).toBe(true);
    const counted: Record<string, number> = {};
    for (const { conversationId, outcome, insights } of conversations) {
      const { status, body } = await world.page(conversationId, { maxResults: '200' });
      expect(status).toBe(statusOf[outcome]);
      if (outcome !== 'answered') continue;
      for (const insight of insights) counted[insight.class] = (counted[insight.class] ?? 0) + 1;
      const malformed = insights.filter((insight) => insight.class === 'malformed').length;
      expect(body.totalCount).toBe(insights.length);
      for (const told of insights.filter((insight) => insight.class !== 'malformed')) {
        const { text, createdDate, confidence, insightType } = told;
        const redacted = ['masked', 'maskingFailed'].includes(told.class);
        const found = body.entities.filter(({ id }) => id === told.id);
        expect(found).toMatchObject([{ text, createdDate, confidence, insightType, redacted }]);
        expect(found[0]?.interactionId === conversationId).toBe(told.class !== 'foreign');
      }
      expect(malformed === 0 || malformed < insights.length / 5).toBe(true);
    }
    expect(classes).toMatchObject(counted);
  });

  it('has all classes and kinds in the mix that is set when nothing is', async () => {
    world.simulator.insights.setting.set({ perConversation: { min: 100, max: 100 } });
    expect(Object.values(truth().classes).every((count) => count > 0)).toBe(true);
    expect(new Set(truths().flatMap(({ kind }) => kind ?? []))).toEqual(new Set(PERSONAL_DATA_KINDS));
    expect(truth().classes.clean).toBeGreaterThan(2400);
  });

  it('knows the personal data in each text, and none in the others', () => {
    set({
      perConversation: { min: 20, max: 20 },
      shares: { masked: 0.3, personalData: { email: 0.3 }, maskingFailed: { card: 0.3 } },
    });
    const { personalData, maskingFailed, stale } = truth().classes;
    expect([personalData > 150, maskingFailed > 150, stale]).toEqual([true, true, 0]);
    for (const { class: made, kind, text, planted } of truths()) {
      const isPersonal = made === 'personalData' || made === 'maskingFailed';
      expect(planted).toHaveLength(isPersonal ? 1 : 0);
      expect(kind).toBe(made === 'personalData' ? 'email' : made === 'maskingFailed' ? 'card' : null);
      for (const value of planted) expect(text).toContain(value);
      expect(text).not.toMatch(/\{(?:number|value)\}/);
    }
  });

  it('is the same over HTTP, of the conversations that were asked for', async () => {
    const url = `${world.simulator.url}/simulator/ground-truth/insights`;
    expect((await call(url)).body).toEqual(truth());
    const conversationIds = [world.idAt(3), world.idAt(30)];
    const listed = await call<InsightTruth>(`${url}?conversationIds=${conversationIds.join(',')}`);
    expect(listed.body.conversations.map(({ conversationId }) => conversationId)).toEqual(conversationIds);
    const from = world.simulator.organisation.conversations.at(10).startedAt;
    const to = world.simulator.organisation.conversations.at(13).startedAt;
    const window = await call<InsightTruth>(`${url}?from=${from}&to=${to}`);
    expect(window.body).toEqual(world.simulator.insights.truth({ from, to }));
    expect(window.body.conversations).toHaveLength(3);
    expect((await call(`${url}?from=yesterday`)).status).toBe(400);
  });

  it('is another for another seed', () => {
    set({ seed: 1 });
    const first = truths();
    set({ seed: 2 });
    expect(truths()).not.toEqual(first);
    set({ seed: 1 });
    expect(truths()).toEqual(first);
  });
});

describe('malformed insights', () => {
  const malformedShare = async (index: number, maxResults: number) => {
    const known = new Set(
      truth()
        .conversations[index]?.insights.filter((insight) => insight.class !== 'malformed')
        .map(({ id }) => id),
    );
    const pages = await world.pages(world.idAt(index), { maxResults: String(maxResults) });
    return pages.map(({ entities }) => {
      const spoilt = entities.filter(({ id, text, insightType, confidence, createdDate }) => {
        const isWhole = typeof id === 'string' && known.has(id);
        const isTyped = typeof text === 'string' && typeof confidence === 'number' && confidence <= 1;
        return !(isWhole && isTyped && insightType && !Number.isNaN(Date.parse(createdDate ?? '')));
      });
      return { spoilt: spoilt.length, size: entities.length };
    });
  };

  it.each([1, 2, 5, 6, 7, 10, 33, 200])('are less than a fifth of each page of %i', async (maxResults) => {
    set({ perConversation: { min: 70, max: 70 }, shares: { malformed: 0.19 } });
    let spoilt = 0;
    for (let index = 0; index < 8; index += 1) {
      const pages = await malformedShare(index, maxResults);
      for (const page of pages) expect(page.spoilt === 0 || page.spoilt < page.size / 5).toBe(true);
      for (const page of pages.slice(0, -1)) expect(page.size).toBe(maxResults);
      spoilt += pages.reduce((sum, page) => sum + page.spoilt, 0);
    }
    expect(spoilt > 0).toBe(maxResults > 5);
  });

  it('are more where that was asked for', async () => {
    set({ perConversation: { min: 70, max: 70 }, shares: { malformed: 0.5 } });
    for (const page of await malformedShare(0, 20)) expect(page.spoilt).toBeGreaterThan(page.size / 5);
    set({ shares: { malformed: 1 } });
    for (const page of await malformedShare(0, 20)) expect(page.spoilt).toBe(page.size);
  });
});

describe('the setting of insights', () => {
  it.each([
    { wanted: { shares: { stale: 0.6, personalData: { email: 0.5 } } }, named: 'shares' },
    { wanted: { shares: { personalData: { shoe: 0.1 } } }, named: 'shares.personalData' },
    { wanted: { perConversation: { min: 3, max: 2 } }, named: 'perConversation.max' },
    { wanted: { at: 'yesterday' }, named: 'at' },
    { wanted: { conversations: { forbidden: 2 } }, named: 'conversations.forbidden' },
  ])('refuses $wanted, names the field and stays as it is', async ({ wanted, named }) => {
    const before = world.simulator.insights.setting.current();
    const { status, body } = await world.put<ErrorBody>('/simulator/insights', wanted);
    expect(status).toBe(400);
    expect(body.message).toContain(named);
    expect(world.simulator.insights.setting.current()).toEqual(before);
  });

  it('outlives the process in its directory, also when nobody has set it', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'durable-genesys-insights-'));
    try {
      const shown = async (now: string, wanted?: Wanted) => {
        await world.simulator.close();
        world = await createInsightSimulator({ dataDir, now });
        if (wanted) set(wanted);
        return truths();
      };
      const first = await shown(NOW);
      expect(await shown('2026-03-10T13:00:00Z')).toEqual(first);
      const second = await shown('2026-03-10T14:00:00Z', { shares: { stale: 1 } });
      expect(second).not.toEqual(first);
      expect(await shown('2026-03-10T15:00:00Z')).toEqual(second);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInsightSimulator, NOW, type InsightSimulator, type Query } from './insights-client.js';
import { call, type ErrorBody } from './simulator-client.js';

let world: InsightSimulator;
let id: string;
beforeEach(async () => {
  world = await createInsightSimulator();
  world.simulator.insights.setting.set({
    perConversation: { min: 60, max: 60 },
    shares: {},
    conversations: {},
  });
  id = world.idAt(7);
});
afterEach(() => world.simulator.close());

const entities = async (query: Query = {}) => (await world.pages(id, query)).flatMap((page) => page.entities);
const asIds = (found: { id?: string }[]) => found.map((insight) => insight.id);

describe('the insights of an interaction', () => {
  it('have the fields of the document, and are the same whenever they are asked for', async () => {
    const found = await entities();
    expect(found).toHaveLength(60);
    expect(new Set(asIds(found)).size).toBe(60);
    for (const insight of found) {
      expect(insight).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        interactionId: id,
        insightType: expect.stringMatching(/^(keyword|summary|sentiment|topic)$/) as string,
        confidence: expect.any(Number) as number,
        text: expect.stringMatching(/./) as string,
        createdDate: new Date(insight.createdDate ?? '').toISOString(),
        redacted: false,
      });
    }
    expect(await entities()).toEqual(found);
  });

  it('come in pages that tell the whole count, each insight once', async () => {
    const pages = await world.pages(id, { maxResults: '25' });
    expect(pages.map((page) => page.entities.length)).toEqual([25, 25, 10]);
    expect(pages.map((page) => page.totalCount)).toEqual([60, 60, 60]);
    expect(pages.at(-1)).not.toHaveProperty('nextPageToken');
    expect(pages.flatMap((page) => page.entities)).toEqual(await entities());
  });

  it('end with a full page when they fill it', async () => {
    const pages = await world.pages(id, { maxResults: '30' });
    expect(pages.map((page) => page.entities.length)).toEqual([30, 30]);
  });

  it('are those of the wanted types, at the threshold or above it', async () => {
    const all = await entities();
    const two = await entities({ insightType: ['keyword', 'topic'] });
    expect(asIds(two)).toEqual(
      asIds(all.filter(({ insightType = '' }) => ['keyword', 'topic'].includes(insightType))),
    );
    expect(new Set(two.map(({ insightType }) => insightType)).size).toBe(2);
    const [{ confidence = NaN } = {}] = all.filter((insight) => (insight.confidence ?? 0) > 0.5);
    const atLeast = await entities({ confidenceThreshold: String(confidence) });
    expect(asIds(atLeast)).toEqual(asIds(all.filter((insight) => (insight.confidence ?? 0) >= confidence)));
    expect(atLeast.length).toBeLessThan(all.length);
    const above = await entities({ confidenceThreshold: String(confidence + 1e-9) });
    expect(above.map((insight) => insight.confidence)).not.toContain(confidence);
  });

  it.each(['confidence', 'createdDate'] as const)('are sorted by %s both ways', async (sort) => {
    const descending = (await entities({ sort, sortOrder: 'desc' })).map((insight) => insight[sort] ?? '');
    const ascending = (await entities({ sort, sortOrder: 'asc' })).map((insight) => insight[sort] ?? '');
    const byValue = (one: string | number, other: string | number) =>
      one < other ? -1 : Number(one > other);
    expect(ascending).toEqual(ascending.toSorted(byValue));
    expect(descending).toEqual(ascending.toReversed());
  });

  it('are sorted by relevance when nothing else is asked for', async () => {
    const plain = await entities();
    expect(await entities({ sort: 'relevance', sortOrder: 'desc' })).toEqual(plain);
    expect(await entities({ sort: 'relevance', sortOrder: 'asc' })).toEqual(plain.toReversed());
  });

  it.each([
    { query: { insightType: '' }, named: 'insightType' },
    { query: { insightType: ['keyword', 'mood'] }, named: 'insightType' },
    { query: { insightType: 'keyword,topic' }, named: 'insightType' },
    { query: { confidenceThreshold: '1.01' }, named: 'confidenceThreshold' },
    { query: { confidenceThreshold: '-0.1' }, named: 'confidenceThreshold' },
    { query: { confidenceThreshold: '' }, named: 'confidenceThreshold' },
    { query: { confidenceThreshold: ['0.5', '0.6'] }, named: 'confidenceThreshold' },
    { query: { maxResults: '0' }, named: 'maxResults' },
    { query: { maxResults: '201' }, named: 'maxResults' },
    { query: { maxResults: '2.5' }, named: 'maxResults' },
    { query: { sort: 'created' }, named: 'sort' },
    { query: { sortOrder: 'down' }, named: 'sortOrder' },
    { query: { nextPageToken: 'invented' }, named: 'nextPageToken' },
    { query: { pageSize: '10' }, named: 'pageSize' },
  ])('are refused to $query, with the name of the parameter', async ({ query, named }) => {
    const { status, body } = await world.page<ErrorBody>(id, query);
    expect(status).toBe(400);
    expect(body.message).toContain(named);
  });

  it('give a page token that only its own query can use; an empty one asks for the first page', async () => {
    const { body } = await world.page(id, { maxResults: '20' });
    const nextPageToken = body.nextPageToken ?? '';
    expect((await world.page(id, { maxResults: '20', nextPageToken })).status).toBe(200);
    expect((await world.page(id, { maxResults: '21', nextPageToken })).status).toBe(400);
    expect((await world.page(world.idAt(8), { maxResults: '20', nextPageToken })).status).toBe(400);
    expect((await world.page(id, { maxResults: '20', nextPageToken: '' })).body).toEqual(body);
  });

  it('are for those who have a token, of an interaction that is there', async () => {
    const url = `${world.simulator.url}/api/v2/agentassist/interactions/${id}/insights`;
    expect((await call(url)).status).toBe(401);
    expect((await world.page('00000000-0000-4000-8000-000000000000')).status).toBe(404);
    const { status, body } = await world.page<ErrorBody>('everything');
    expect(status).toBe(400);
    expect(body.message).toContain('interactionId');
    expect((await world.page(id.toUpperCase())).body.totalCount).toBe(60);
  });
});

describe('the dates of insights', () => {
  const hoursBefore = (reference: string, date = '') =>
    (Date.parse(reference) - Date.parse(date)) / 3_600_000;
  const agesOf = async (reference: string) =>
    (await entities()).map(({ createdDate }) => hoursBefore(reference, createdDate));

  it.each([
    { share: 'stale', least: 48, most: 720 },
    { share: 'future', least: -72, most: -48 },
    { share: 'masked', least: 0, most: 6 },
  ])('are $least to $most hours back when they are $share', async ({ share, least, most }) => {
    world.simulator.insights.setting.set({
      shares: { [share]: 1 },
      perConversation: { min: 60, max: 60 },
      conversations: {},
    });
    const ages = await agesOf(NOW);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...ages)).toBeLessThanOrEqual(most);
    expect(new Set(ages).size).toBeGreaterThan(50);
  });

  it('stay where they are while the clock goes on, until they are made anew', async () => {
    const before = await entities();
    world.simulator.clock.set('2026-03-10T20:00:00Z');
    expect(await entities()).toEqual(before);
    const shown = await world.put('/simulator/insights', { shares: {}, conversations: {} });
    expect(shown.body).toMatchObject({ at: '2026-03-10T20:00:00.000Z' });
    expect(Math.max(...(await agesOf('2026-03-10T20:00:00Z')))).toBeLessThanOrEqual(6);
  });

  it('can count from the end of the conversation', async () => {
    world.simulator.insights.setting.set({
      ageFrom: 'conversationEnd',
      shares: {},
      conversations: {},
      perConversation: { min: 60, max: 60 },
    });
    const { startedAt, endedAt } = world.simulator.organisation.conversations.at(7);
    for (const { createdDate = '' } of await entities()) {
      expect(createdDate >= startedAt && createdDate <= (endedAt ?? '')).toBe(true);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GroundTruth } from '../../simulator/ground-truth.js';
import type { SentimentEntity } from '../../simulator/sentiment-page.js';
import { createSimulator, type Simulator } from '../../simulator/simulator.js';
import { accessTokenOf, allPages, call } from './simulator-client.js';

let simulator: Simulator;
let accessToken: string;

beforeAll(async () => {
  simulator = await createSimulator({ seed: 11, conversations: 4000, now: '2026-03-10T09:30:00Z' });
  accessToken = await accessTokenOf(simulator);
});
afterAll(() => simulator.close());

function mean(values: number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What a client makes of the entities it was given. */
function foldOf(entities: SentimentEntity[], actionThreshold = 40): GroundTruth {
  const scored = entities.flatMap(({ sentiment }) => sentiment ?? []);
  const scores = scored.flatMap(({ score }) => score ?? []);
  const normalized = scores.map((score) => (score + 1) * 50);
  const count = (wanted: string): number => scored.filter(({ polarity }) => polarity === wanted).length;
  return {
    conversations: entities.length,
    scored: scores.length,
    unscored: entities.length - scores.length,
    positive: count('positive'),
    neutral: count('neutral'),
    negative: count('negative'),
    meanScore: mean(scores),
    meanNormalizedScore: mean(normalized),
    actionRequired: normalized.filter((score) => score < actionThreshold).length,
  };
}

function expectSame(truth: GroundTruth, folded: GroundTruth): void {
  const { meanScore, meanNormalizedScore, ...counts } = folded;
  expect(truth).toMatchObject(counts);
  if (meanScore === null || meanNormalizedScore === null) {
    expect(truth).toMatchObject({ meanScore, meanNormalizedScore });
  } else {
    expect(truth.meanScore).toBeCloseTo(meanScore, 10);
    expect(truth.meanNormalizedScore).toBeCloseTo(meanNormalizedScore, 8);
  }
}

describe('the ground truth', () => {
  it.each([
    ['the whole period', {}, {}],
    ['a window inside a day', { dateFrom: '2026-03-05T10:11:12.345Z', dateTo: '2026-03-05T11:00:00Z' }, {}],
    [
      'a window without conversations',
      { dateFrom: '2027-01-01T00:00:00Z', dateTo: '2027-01-02T00:00:00Z' },
      {},
    ],
    ['one language', { where: ["language IN ['EN']"] }, { languages: ['en'] }],
    ['two languages', { where: ["language IN ['ja-jp', 'de']"] }, { languages: ['ja-jp', 'de'] }],
  ])('agrees with all pages of the query for %s', async (_, changes: object, filter) => {
    const window: { dateFrom?: string; dateTo?: string } = changes;
    const { from, to } = simulator.organisation.period;
    const entities = (await allPages(simulator, accessToken, changes)).flatMap((page) => page.entities);
    const truth = simulator.organisation.groundTruth({
      from: window.dateFrom ?? from,
      to: window.dateTo ?? to,
      ...filter,
    });
    expectSame(truth, foldOf(entities));
  });

  it('agrees with the query for listed conversations, of which one is unknown', async () => {
    const { conversations, period } = simulator.organisation;
    const ids = [3, 1999, 400, 17].map((index) => conversations.idAt(index));
    const where = [`interaction.id IN ['${[...ids, '00000000-0000-4000-8000-000000000000'].join("', '")}']`];
    const entities = (await allPages(simulator, accessToken, { where })).flatMap((page) => page.entities);
    expect(entities).toHaveLength(4);
    expectSame(simulator.organisation.groundTruth({ ...period, conversationIds: ids }), foldOf(entities));
  });

  it('includes the start of a window and excludes its end', () => {
    const { conversations, groundTruth } = simulator.organisation;
    const at = (index: number): string => conversations.at(index).startedAt;
    expect(groundTruth({ from: at(100), to: at(103) }).conversations).toBe(3);
  });

  it('counts what lies strictly below the threshold', async () => {
    const { period, groundTruth } = simulator.organisation;
    const entities = (await allPages(simulator, accessToken)).flatMap((page) => page.entities);
    expectSame(groundTruth({ ...period, actionThreshold: 55 }), foldOf(entities, 55));
    const lowest = Math.min(...entities.flatMap(({ sentiment }) => sentiment?.score ?? []));
    expect(groundTruth({ ...period, actionThreshold: ((lowest + 1) / 2) * 100 }).actionRequired).toBe(0);
  });

  it('is the same over HTTP', async () => {
    const { conversations, groundTruth, period } = simulator.organisation;
    const url = `${simulator.url}/simulator/ground-truth`;
    expect((await call(url)).body).toEqual(groundTruth(period));
    const window = { from: '2026-03-05T00:00:00Z', to: '2026-03-06T00:00:00Z' };
    const conversationIds = [1200, 1500, 3].map((index) => conversations.idAt(index));
    const search = new URLSearchParams({ ...window, languages: 'en,es', actionThreshold: '60' });
    expect((await call(`${url}?${search.toString()}`)).body).toEqual(
      groundTruth({ ...window, languages: ['en', 'es'], actionThreshold: 60 }),
    );
    expect((await call(`${url}?conversationIds=${conversationIds.join(',')}`)).body).toEqual(
      groundTruth({ ...period, conversationIds }),
    );
    expect((await call(`${url}?from=yesterday`)).status).toBe(400);
  });
});

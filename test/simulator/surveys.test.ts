import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SurveyGroup } from '../../simulator/speech/survey-page.js';
import type { SpeechTruth } from '../../simulator/speech/speech-truth.js';
import type { ErrorBody } from './simulator-client.js';
import { createSpeechSimulator, filterGroup, type SpeechSimulator } from './speech-simulator.js';

let world: SpeechSimulator;
beforeEach(async () => {
  world = await createSpeechSimulator();
});
afterEach(() => world.simulator.close());

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const toScores = (rows: SurveyGroup[]) =>
  rows.map(({ groupId, byMetric }) => ({ conversationId: groupId, csat: byMetric.csat?.avg ?? null }));

const answeredBy = (truths: SpeechTruth[], instant: string) =>
  truths
    .filter(({ answeredAt }) => answeredAt !== null && answeredAt <= instant)
    .map(({ conversationId, csat }) => ({ conversationId, csat }));

function pearsonOf(pairs: { sentiment: number; csat: number }[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(pairs.map(({ sentiment }) => sentiment)), mean(pairs.map(({ csat }) => csat))];
  const centred = pairs.map(({ sentiment, csat }) => ({ x: sentiment - x, y: csat - y }));
  const sum = (of: (pair: { x: number; y: number }) => number) =>
    centred.reduce((total, pair) => total + of(pair), 0);
  return sum((pair) => pair.x * pair.y) / Math.sqrt(sum((pair) => pair.x ** 2) * sum((pair) => pair.y ** 2));
}

const pairsOf = (truths: SpeechTruth[]) =>
  truths.flatMap(({ sentiment, csat }) => (sentiment === null || csat === null ? [] : { sentiment, csat }));

describe('the survey query', () => {
  it('brings what was answered by now, as the truth has it', async () => {
    const rows = await world.surveyRows();
    expect(toScores(rows)).toEqual(answeredBy(world.truth(), world.simulator.clock.now()));
    expect(rows.length).toBeGreaterThan(70);
    const [row] = rows;
    expect(row).toEqual({
      groupId: row?.groupId,
      groupName: row?.groupId,
      byMetric: { csat: { count: 1, avg: expect.any(Number) as number } },
    });
  });

  it('brings more as the clock moves, until after 90 days it has all of it', async () => {
    let answered = (await world.surveyRows()).length;
    for (const now of ['2026-03-13T00:00:00Z', '2026-03-20T00:00:00Z', '2026-06-07T00:00:00Z']) {
      world.simulator.clock.set(now);
      const rows = await world.surveyRows();
      expect(toScores(rows)).toEqual(answeredBy(world.truth(), world.simulator.clock.now()));
      expect(rows.length).toBeGreaterThan(answered);
      answered = rows.length;
    }
    expect(answered).toBe(world.truth().filter(({ answeredAt }) => answeredAt !== null).length);
    expect(answered).toBeGreaterThan(140);
    expect(answered).toBeLessThan(210);
  });

  it('has an answer from the very time on at which it was given, and not after the clock was set back', async () => {
    world.simulator.speech.surveySettings.set({
      answeredShare: 1,
      answeredAfterMs: [71 * HOUR_MS],
      spreadMs: 0,
    });
    const last = world.truth().at(-1);
    expect(Date.parse(last?.answeredAt ?? '') - Date.parse(last?.startedAt ?? '')).toBe(71 * HOUR_MS);
    const answeredMs = Date.parse(last?.answeredAt ?? '');
    const total = async (nowMs: number) => {
      world.simulator.clock.set(new Date(nowMs).toISOString());
      return (await world.surveys()).body.totalCount;
    };
    expect(await total(answeredMs - 1)).toBe(699);
    expect(await total(answeredMs)).toBe(700);
    expect(await total(answeredMs - 1)).toBe(699);
  });

  it('has answers after one of the times that were set, and a spread on top', () => {
    const times = [71 * HOUR_MS, 10 * DAY_MS, 89 * DAY_MS];
    world.simulator.speech.surveySettings.set({ answeredShare: 1, answeredAfterMs: times, spreadMs: 1000 });
    const delays = world
      .truth()
      .map(({ startedAt, answeredAt }) => Date.parse(answeredAt ?? '') - Date.parse(startedAt));
    for (const time of times) {
      const near = delays.filter((delay) => delay >= time && delay < time + 1000);
      expect(near.length).toBeGreaterThan(180);
      expect(new Set(near).size).toBeGreaterThan(100);
    }
    expect(delays).toHaveLength(700);
    expect(delays.every((delay) => times.some((time) => delay >= time && delay < time + 1000))).toBe(true);
  });

  it('looks at when a conversation began, not at when its survey was answered', async () => {
    world.simulator.clock.set('2026-06-07T00:00:00Z');
    const window = { from: '2026-03-05T06:00:00.000Z', to: '2026-03-06T00:00:00.000Z' };
    const rows = await world.surveyRows({ dateFrom: window.from, dateTo: window.to });
    expect(toScores(rows)).toEqual(answeredBy(world.truth(window), '2027'));
  });

  it('takes listed conversations, and one that is unknown', async () => {
    world.simulator.clock.set('2026-06-07T00:00:00Z');
    const listed = world
      .truth()
      .slice(100, 250)
      .map(({ conversationId }) => conversationId);
    const filterGroups = [filterGroup('id', 'in', [...listed, crypto.randomUUID()])];
    expect(toScores(await world.surveyRows({ filterGroups }))).toEqual(
      answeredBy(world.truth({ conversationIds: listed }), '2027'),
    );
  });

  it('leaves out the score of an answer that has none', async () => {
    world.simulator.speech.surveySettings.set({ withoutScoreShare: 0.5 });
    const rows = await world.surveyRows();
    const without = rows.filter(({ byMetric }) => !('csat' in byMetric));
    expect(without.length).toBeGreaterThan(rows.length / 4);
    expect(without.length).toBeLessThan((rows.length * 3) / 4);
    expect(toScores(rows)).toEqual(answeredBy(world.truth(), world.simulator.clock.now()));
  });

  it.each([
    ['a date that is none', { dateFrom: '2026-03-05' }, 'dateFrom'],
    ['an interval that is empty', { dateTo: '2026-03-01T00:00:00Z' }, 'dateTo'],
    ['another interval', { interval: 'PT5M' }, 'interval'],
    ['a page that is too large', { size: 500 }, 'size'],
    ['an offset that is none', { offset: '0' }, 'offset'],
    ['a metric of speech', { metrics: ['sentiment'] }, 'metrics.0'],
    ['a grouping too many', { groupings: ['interactionId', 'agentId'] }, 'groupings'],
    ['a model', { speechAnalyticsModelId: 'a' }, 'body'],
    [
      'a topic',
      { filterGroups: [filterGroup('speechAnalytics.topics.name', 'in', ['a'])] },
      'filterGroups.0.filters.0.field',
    ],
    [
      'an empty list of ids',
      { filterGroups: [filterGroup('id', 'in', [])] },
      'filterGroups.0.filters.0.values',
    ],
  ])('refuses %s', async (_, changes, fieldName) => {
    const { status, body } = await world.surveys<ErrorBody>(changes);
    expect(status).toBe(400);
    expect(body.details[0]?.fieldName).toBe(fieldName);
  });
});

describe('the scores', () => {
  it('lie in the range that was set, on its steps', () => {
    const scoresWith = (range: { min: number; max: number; step: number | null }) => {
      world.simulator.speech.surveySettings.set({ answeredShare: 1, ...range });
      return new Set(world.truth().flatMap(({ csat }) => csat ?? []));
    };
    expect([...scoresWith({ min: 1, max: 5, step: 1 })].toSorted()).toEqual([1, 2, 3, 4, 5]);
    const fine = scoresWith({ min: 0, max: 100, step: null });
    expect(fine.size).toBeGreaterThan(600);
    expect(Math.min(...fine)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...fine)).toBeLessThanOrEqual(100);
    expect(Math.max(...fine) - Math.min(...fine)).toBeGreaterThan(80);
    expect(scoresWith({ min: 0, max: 1, step: 0.3 })).toEqual(new Set([0, 0.3, 0.6, 0.9]));
  });

  it.each([-1, -0.4, 0, 0.6, 0.95])('correlate with the sentiment as was set: %d', async (trueR) => {
    const large = await createSpeechSimulator({ conversations: 40_000, seed: 3 });
    large.simulator.speech.surveySettings.set({ answeredShare: 1, trueR, step: null });
    large.simulator.speech.settings.set({ severalAgentsShare: 0 });
    expect(Math.abs(pearsonOf(pairsOf(large.truth())) - trueR)).toBeLessThan(0.015);
    large.simulator.speech.settings.set({ severalAgentsShare: 1 });
    expect(Math.abs(pearsonOf(pairsOf(large.truth())) - trueR)).toBeLessThan(0.1);
    await large.simulator.close();
  });

  it('lose little of it to whole numbers', async () => {
    const large = await createSpeechSimulator({ conversations: 40_000, seed: 3 });
    large.simulator.speech.surveySettings.set({ answeredShare: 1, trueR: 0.6 });
    const found = pearsonOf(pairsOf(large.truth()));
    expect(found).toBeGreaterThan(0.53);
    expect(found).toBeLessThan(0.59);
    await large.simulator.close();
  });
});

describe('the settings of surveys', () => {
  it('return to their defaults', async () => {
    const { body: defaults } = await world.get('/simulator/surveys');
    expect((await world.put('/simulator/surveys', { answeredShare: 0.5 })).body).toMatchObject({
      answeredShare: 0.5,
    });
    world.simulator.speech.surveySettings.set({});
    expect((await world.get('/simulator/surveys')).body).toEqual(defaults);
    expect(defaults).toMatchObject({ min: 1, max: 5, step: 1, trueR: 0.5 });
  });

  it.each([
    [{ answeredShare: 2 }, 'answeredShare'],
    [{ answeredAfterMs: [] }, 'answeredAfterMs'],
    [{ answeredAfterMs: [91 * DAY_MS] }, 'answeredAfterMs.0'],
    [{ min: 5, max: 5 }, 'max'],
    [{ step: 0 }, 'step'],
    [{ trueR: 1.01 }, 'trueR'],
    [{ unknown: 1 }, 'body'],
  ])('refuse %o', async (wanted, fieldName) => {
    const { status, body } = await world.put<ErrorBody>('/simulator/surveys', wanted);
    expect(status).toBe(400);
    expect(body.details[0]?.fieldName).toBe(fieldName);
  });
});

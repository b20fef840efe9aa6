import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MODEL_IDS } from '../../simulator/speech/models.js';
import type { SpeechGroup } from '../../simulator/speech/speech-page.js';
import type { SpeechTruth } from '../../simulator/speech/speech-truth.js';
import type { ErrorBody } from './simulator-client.js';
import { createSpeechSimulator, filterGroup, speechQuery, type SpeechSimulator } from './speech-simulator.js';

let world: SpeechSimulator;
beforeEach(async () => {
  world = await createSpeechSimulator();
});
afterEach(() => world.simulator.close());

const DAY_MS = 86_400_000;
const toIso = (instantMs: number): string => new Date(instantMs).toISOString();

describe('the models', () => {
  it('are one that is deployed and one that is deprecated', async () => {
    const { status, body } = await world.model(MODEL_IDS.deployed);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: MODEL_IDS.deployed,
      name: expect.any(String) as string,
      status: 'deployed',
      type: 'sentiment',
      lastUpdated: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
    expect((await world.model(MODEL_IDS.deprecated)).body).toMatchObject({ status: 'deprecated' });
  });

  it('may be forbidden or unknown, and are nothing for a stranger', async () => {
    expect(await world.model(MODEL_IDS.forbidden)).toMatchObject({
      status: 403,
      body: { code: 'missing.permissions' },
    });
    const unknown = await world.model(crypto.randomUUID());
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not.found' } });
    world.simulator.faults.set([{ where: 'models', what: { kind: 'tokensRevoked' } }]);
    expect((await world.model(MODEL_IDS.deployed)).status).toBe(401);
  });
});

/** What rows say of one agent's part, as the truth has it. */
function partsOf(rows: SpeechGroup[]) {
  return rows.map(({ groupId, groupBy, byMetric: { speechAnalytics, sentiment } }) => ({
    conversationId: groupId,
    agentId: groupBy?.agentId,
    topicHits: speechAnalytics?.count,
    sentiment: sentiment?.avg ?? null,
    // Without a score nothing says how many communications there were.
    communications: sentiment?.count ?? null,
  }));
}

function partsIn(truths: SpeechTruth[]) {
  return truths.flatMap(({ conversationId, agents }) =>
    agents.map(({ communications, ...part }) => ({
      conversationId,
      ...part,
      communications: part.sentiment === null ? null : communications,
    })),
  );
}

describe('the summary query', () => {
  it('brings a row for each agent of each conversation, as the truth has them', async () => {
    const rows = await world.speechRows();
    const truth = world.truth();
    expect(truth).toHaveLength(700);
    expect(partsOf(rows)).toEqual(partsIn(truth));
    expect(rows.length).toBeGreaterThan(780);
    const counts = new Set(truth.map(({ agents }) => agents.length));
    expect([...counts].toSorted()).toEqual([1, 2, 3]);
    for (const { agents } of truth)
      expect(new Set(agents.map(({ agentId }) => agentId)).size).toBe(agents.length);
    const unscored = rows.filter(({ byMetric }) => !('sentiment' in byMetric));
    expect(unscored.length).toBeGreaterThan(20);
  });

  it('is answered page by page in the form of the document, and with an empty page beyond the last', async () => {
    const { status, body: first } = await world.speech();
    expect(status).toBe(200);
    expect(first).toMatchObject({ pageSize: 100, offset: 0, totalCount: (await world.speechRows()).length });
    expect(first.byGroup).toHaveLength(100);
    const [row] = first.byGroup;
    expect(row?.groupName).toBe(row?.groupId);
    const beyond = (await world.speech({ offset: first.totalCount })).body;
    expect(beyond).toEqual({ ...first, byGroup: [], offset: first.totalCount });
    const overlapping = (await world.speech({ offset: 90, size: 10 })).body;
    expect(overlapping.byGroup).toEqual(first.byGroup.slice(90));
  });

  it('says whose a row is and in which hour it began, or nothing but the conversation', async () => {
    const keyed = await world.speechRows();
    await world.put('/simulator/speech', { groupBy: 'bare' });
    const bare = await world.speechRows();
    expect(bare).toEqual(keyed.map(({ groupId, groupName, byMetric }) => ({ groupId, groupName, byMetric })));
    for (const { conversationId, startedAt } of world.truth().slice(0, 50)) {
      const row = keyed.find(({ groupId }) => groupId === conversationId);
      expect(row?.groupBy).toMatchObject({
        interactionId: conversationId,
        time: `${startedAt.slice(0, 13)}:00:00.000Z`,
      });
    }
  });

  it('brings the metrics that were asked for', async () => {
    const rows = await world.speechRows({ metrics: ['speechAnalytics'] });
    expect(new Set(rows.flatMap(({ byMetric }) => Object.keys(byMetric)))).toEqual(
      new Set(['speechAnalytics']),
    );
  });

  it('passes on as many conversations as were asked for', async () => {
    world.simulator.speech.settings.set({ severalAgentsShare: 0 });
    expect(await world.speechRows()).toHaveLength(700);
    world.simulator.speech.settings.set({ severalAgentsShare: 1 });
    expect((await world.speechRows()).length).toBeGreaterThan(1500);
    expect(partsOf(await world.speechRows())).toEqual(partsIn(world.truth()));
  });
});

describe('any way of asking', () => {
  type Rows = SpeechGroup[];
  const askAll = (window: { from: string; to: string }, size: number): Rows => {
    const { speech } = world.simulator;
    const rows: Rows = [];
    for (let offset = 0, total = 1; offset < total; offset += size) {
      const page = speech.speechPage({
        ...speechQuery(window),
        size,
        offset,
      });
      rows.push(...page.byGroup);
      total = page.totalCount;
    }
    return rows;
  };

  it('brings the same rows, whatever the pages and windows', async () => {
    const { period } = world.simulator.organisation;
    const whole = await world.speechRows();
    const instant = fc.integer({ min: Date.parse(period.from), max: Date.parse(period.to) });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.uniqueArray(instant, { maxLength: 6 }),
        (size, cuts) => {
          const ends = [period.from, ...cuts.toSorted((one, other) => one - other).map(toIso), period.to];
          const windows = ends.slice(1).map((to, at) => ({ from: ends[at] ?? '', to }));
          const nonEmpty = windows.filter(({ from, to }) => from < to);
          expect(nonEmpty.flatMap((window) => askAll(window, size))).toEqual(whole);
        },
      ),
    );
  });
});

describe('a filter', () => {
  it('takes listed conversations, of which one is unknown, in the window only', async () => {
    const listed = [500, 3, 77, 42].map((index) => world.simulator.organisation.conversations.idAt(index));
    const ids = filterGroup('id', 'in', [...listed, crypto.randomUUID()]);
    const rows = await world.speechRows({ filterGroups: [ids] });
    expect(partsOf(rows)).toEqual(partsIn(world.truth({ conversationIds: listed })));
    const both = [ids, filterGroup('id', 'in', [(listed[0] ?? '').toUpperCase()])];
    expect((await world.speech({ filterGroups: both })).body.byGroup[0]?.groupId).toBe(listed[0]);
    const later = { filterGroups: [ids], dateFrom: '2026-03-09T00:00:00Z' };
    expect((await world.speech(later)).body).toMatchObject({ byGroup: [], totalCount: 0 });
  });

  it('takes topics, and all topics together are everything', async () => {
    const topics = [...new Set(world.truth().map(({ topic }) => topic))];
    const ofTopic = (...names: string[]) =>
      world.speechRows({ filterGroups: [filterGroup('speechAnalytics.topics.name', 'in', names)] });
    for (const topic of topics) {
      const expected = world.truth().filter((truth) => truth.topic === topic);
      expect(partsOf(await ofTopic(topic))).toEqual(partsIn(expected));
    }
    expect(await ofTopic(...topics)).toEqual(await world.speechRows());
    expect(await ofTopic('small_talk')).toEqual([]);
  });

  it('by score hides what is below it or has none', async () => {
    const atLeast = (score: number) =>
      world.speechRows({ filterGroups: [filterGroup('sentiment.score', 'gte', [score])] });
    const scores = (await world.speechRows()).flatMap(({ byMetric }) => byMetric.sentiment?.avg ?? []);
    const kept = (await atLeast(0.5)).map(({ byMetric }) => byMetric.sentiment?.avg);
    expect(kept).toEqual(scores.filter((score) => score >= 0.5));
    expect(kept.length).toBeGreaterThan(30);
    expect(await atLeast(-1)).toHaveLength(scores.length);
  });
});

describe('what analytics do not have', () => {
  it('is the last day with T+1, until the day after is over', async () => {
    const all = await world.speechRows();
    await world.put('/simulator/speech', { daysBehind: 1 });
    const early = await world.speechRows();
    expect(partsOf(early)).toEqual(partsIn(world.truth({ to: '2026-03-09T00:00:00.000Z' })));
    expect(early.length).toBeLessThan(all.length);
    world.simulator.clock.set('2026-03-10T23:59:59.999Z');
    expect(await world.speechRows()).toEqual(early);
    world.simulator.clock.set('2026-03-11T00:00:00Z');
    expect(await world.speechRows()).toEqual(all);
  });

  it('is what is too old, by the clock', async () => {
    world.simulator.speech.settings.set({ retentionDays: 3 });
    const from = new Date(world.simulator.clock.nowMs() - 3 * DAY_MS).toISOString();
    expect(partsOf(await world.speechRows())).toEqual(partsIn(world.truth({ from })));
  });

  it('is everything for a model that is deprecated, without an error', async () => {
    const { status, body } = await world.speech({ speechAnalyticsModelId: MODEL_IDS.deprecated });
    expect(status).toBe(200);
    expect(body).toEqual({ byGroup: [], totalCount: 0, pageSize: 100, offset: 0 });
  });

  it('is refused for a model that is forbidden', async () => {
    expect((await world.speech({ speechAnalyticsModelId: MODEL_IDS.forbidden })).status).toBe(403);
  });
});

describe('a summary query is refused', () => {
  const FILTER = 'filterGroups.0.filters.0';
  it.each([
    ['a date that is none', { dateFrom: 'yesterday' }, 'dateFrom'],
    ['an interval that is empty', { dateTo: '2026-03-01T00:00:00Z' }, 'dateTo'],
    ['another interval', { interval: 'P1D' }, 'interval'],
    ['another conversation type', { conversationType: 'chat' }, 'conversationType'],
    ['a page that is too large', { size: 101 }, 'size'],
    ['a page of nothing', { size: 0 }, 'size'],
    ['an offset below zero', { offset: -1 }, 'offset'],
    ['no offset', { offset: undefined }, 'offset'],
    ['no metric', { metrics: [] }, 'metrics'],
    ['a metric of surveys', { metrics: ['csat'] }, 'metrics.0'],
    ['a grouping too few', { groupings: ['interactionId'] }, 'groupings'],
    ['no model', { speechAnalyticsModelId: undefined }, 'speechAnalyticsModelId'],
    ['a model that is unknown', { speechAnalyticsModelId: crypto.randomUUID() }, 'speechAnalyticsModelId'],
    ['a group without a filter', { filterGroups: [{ filters: [] }] }, 'filterGroups.0.filters'],
    ['an empty list of ids', { filterGroups: [filterGroup('id', 'in', [])] }, `${FILTER}.values`],
    ['an id that is none', { filterGroups: [filterGroup('id', 'in', ['int-111'])] }, `${FILTER}.values.0`],
    ['an unknown field', { filterGroups: [filterGroup('queueId', 'in', ['a'])] }, `${FILTER}.field`],
    ['another operator', { filterGroups: [filterGroup('sentiment.score', 'lt', [0])] }, `${FILTER}.op`],
    ['a field of other forms', { select: ['sentiment.score'] }, 'body'],
  ])('for %s', async (_, changes, fieldName) => {
    const { status, body } = await world.speech<ErrorBody>(changes);
    expect(status).toBe(400);
    expect(body.details[0]?.fieldName).toBe(fieldName);
  });

  it('without a token', async () => {
    world.simulator.faults.set([{ where: 'speech', what: { kind: 'tokenExpired' } }]);
    expect((await world.speech()).status).toBe(401);
  });
});

describe('the settings of speech analytics', () => {
  it('return to their defaults', async () => {
    const { body: defaults } = await world.get('/simulator/speech');
    await world.put('/simulator/speech', { groupBy: 'bare', daysBehind: 2 });
    expect((await world.get('/simulator/speech')).body).toMatchObject({ groupBy: 'bare', daysBehind: 2 });
    world.simulator.speech.settings.set({});
    expect((await world.get('/simulator/speech')).body).toEqual(defaults);
    expect(defaults).toMatchObject({ groupBy: 'keyed', daysBehind: 0, retentionDays: 730 });
  });

  it.each([
    [{ groupBy: 'both' }, 'groupBy'],
    [{ severalAgentsShare: 1.1 }, 'severalAgentsShare'],
    [{ daysBehind: -1 }, 'daysBehind'],
    [{ retentionDays: 0.5 }, 'retentionDays'],
    [{ unknown: 1 }, 'body'],
  ])('refuse %o', async (wanted, fieldName) => {
    const { status, body } = await world.put<ErrorBody>('/simulator/speech', wanted);
    expect(status).toBe(400);
    expect(body.details[0]?.fieldName).toBe(fieldName);
  });
});

describe('the truth of speech analytics', () => {
  it('weighs the agents of a conversation by their communications, and leaves out who has no score', () => {
    world.simulator.speech.settings.set({ severalAgentsShare: 1 });
    const truth = world.truth();
    const partly = truth.filter(
      ({ agents, sentiment }) => sentiment !== null && agents.some((part) => part.sentiment === null),
    );
    expect(partly.length).toBeGreaterThan(50);
    for (const { agents, sentiment } of partly) {
      const scores = agents.flatMap(({ communications, sentiment: score }) =>
        score === null ? [] : Array.from({ length: communications }, () => score),
      );
      expect(sentiment).toBeCloseTo(scores.reduce((sum, score) => sum + score, 0) / scores.length, 12);
    }
  });

  it('has the same over HTTP, of a window or of listed conversations', async () => {
    const window = { from: '2026-03-05T00:00:00Z', to: '2026-03-06T00:00:00Z' };
    const search = new URLSearchParams(window).toString();
    const { body } = await world.get<SpeechTruth[]>(`/simulator/speech/truth?${search}`);
    expect(body).toEqual(world.truth(window));
    expect(body).toHaveLength(100);
    const conversationIds = body.slice(10, 13).map(({ conversationId }) => conversationId);
    const listed = await world.get(`/simulator/speech/truth?conversationIds=${conversationIds.join(',')}`);
    expect(listed.body).toEqual(world.truth({ conversationIds }));
    expect((await world.get('/simulator/speech/truth?from=yesterday')).status).toBe(400);
  });

  it('stays what it is whatever the clock says and wherever the period begins', async () => {
    const truth = world.truth();
    world.simulator.clock.set('2026-06-01T00:00:00Z');
    expect(world.truth()).toEqual(truth);
    const later = await createSpeechSimulator({ now: '2026-03-11T12:00:00Z' });
    const shared = { from: '2026-03-05T00:00:00Z', to: '2026-03-10T00:00:00Z' };
    expect(later.truth(shared)).toEqual(world.truth(shared));
    await later.simulator.close();
  });
});

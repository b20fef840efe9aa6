import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SpeechRow } from '../../../../src/domain/speech.js';
import { Secret } from '../../../../src/domain/secret.js';
import { createDocumentedSpeechAnalytics } from '../../../../src/gateways/genesys/documented/speech-analytics.js';
import { GenesysHttpError, GenesysShapeError } from '../../../../src/gateways/genesys/errors.js';
import { createTransport } from '../../../../src/gateways/genesys/transport.js';
import { facesOf } from '../../faces-of.js';
import { createMockHost, type MockHost } from '../../mock-host.js';
import { rejectionOf } from '../../rejection-of.js';

const BASE_URL = 'https://genesys.example';
const MODELS = '/api/v2/speechanalytics/v1/models';
const SPEECH = '/api/v2/analytics/conversations/summary/query';
const SURVEYS = '/api/v2/analytics/surveys/summary/query';
const DAY = { from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z' };
const [ID, OTHER_ID] = [
  '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d',
  '9c0d1e2f-3a4b-4c6d-8e9f-0a1b2c3d4e5f',
] as const;

let mock: MockHost;

beforeEach(() => {
  mock = createMockHost(BASE_URL);
});

afterEach(() => mock.agent.close());

function speech() {
  const token = new Secret('token');
  const tokens = { current: () => Promise.resolve(token), renewed: () => Promise.resolve(token) };
  return createDocumentedSpeechAnalytics(
    createTransport({ baseUrl: BASE_URL, tokens, dispatcher: mock.agent }),
  );
}

/** What was sent to the path, which found nothing. */
function sentTo(path: string): unknown[] {
  const sent: unknown[] = [];
  mock.host.intercept({ path, method: 'POST' }).reply(200, ({ body }) => {
    sent.push(JSON.parse(String(body)));
    return { byGroup: [] };
  });
  return sent;
}

const answer = (path: string, byGroup: readonly unknown[]) =>
  mock.host.intercept({ path, method: 'POST' }).reply(200, { byGroup, totalCount: byGroup.length });

describe('a model', () => {
  const modelFrom = (status: number, body: object, modelId = 'model-1') => {
    const asked: string[] = [];
    mock.host.intercept({ path: () => true, method: 'GET' }).reply(status, ({ path }) => {
      asked.push(path);
      return body;
    });
    return { asked, model: speech().findModel(modelId) };
  };

  it.each([
    ['deployed', 'deployed'],
    [' Deployed ', 'deployed'],
    ['DEPRECATED', 'deprecated'],
  ])('that is %j is %s', async (status, read) => {
    const { model, asked } = modelFrom(200, { id: 'model-1', name: 'Billing', status });
    expect(await model).toStrictEqual({ id: 'model-1', status: read });
    expect(asked).toEqual([`${MODELS}/model-1`]);
  });

  it('has no way out of its path', async () => {
    const { model, asked } = modelFrom(200, { id: 'x', status: 'deployed' }, '../users?x=1#y');
    await model;
    expect(asked).toEqual([`${MODELS}/..%2Fusers%3Fx%3D1%23y`]);
  });

  it.each([
    { body: {}, path: 'id' },
    { body: { id: 'planted' }, path: 'status' },
    { body: { id: 'planted', status: 3 }, path: 'status' },
  ])('of another shape is refused at $path', async ({ body, path }) => {
    const error = await rejectionOf(modelFrom(200, body).model);
    expect(error).toBeInstanceOf(GenesysShapeError);
    expect((error as Error).message).toContain(`GET ${MODELS}/{modelId}: unexpected shape at ${path} (`);
    expect(facesOf(error)).not.toContain('planted');
  });

  it.each([403, 404])(
    'that is refused with %d keeps its status, and says nothing of its id',
    async (status) => {
      const error = await rejectionOf(modelFrom(status, { code: 'some.code' }, 'planted').model);
      expect(error).toBeInstanceOf(GenesysHttpError);
      expect(error).toMatchObject({ status, message: `GET ${MODELS}/{modelId}: HTTP ${status}, some.code` });
      expect(facesOf(error)).not.toContain('planted');
    },
  );
});

describe('the request for speech', () => {
  const query = { ...DAY, modelId: 'model-1' };
  const always = {
    ...{ dateFrom: DAY.from, dateTo: DAY.to, interval: 'PT1H', conversationType: 'speech' },
    ...{ metrics: ['speechAnalytics', 'sentiment'], groupings: ['interactionId', 'agentId'] },
    ...{ speechAnalyticsModelId: 'model-1', size: 100, offset: 0 },
  };

  it('is the document’s, without a filter when there is nothing to choose', async () => {
    const sent = sentTo(SPEECH);
    await speech().fetchSpeechPage(query, { cursor: null });
    expect(sent).toStrictEqual([always]);
  });

  it('chooses conversations, topics and a least sentiment, each in a group of its own', async () => {
    const sent = sentTo(SPEECH);
    const chosen = { conversationIds: [ID, OTHER_ID], topics: ['billing'], sentimentAtLeast: 0 };
    await speech().fetchSpeechPage({ ...query, ...chosen }, { cursor: '200' });
    expect(sent).toStrictEqual([
      {
        ...always,
        offset: 200,
        filterGroups: [
          { filters: [{ field: 'id', op: 'in', values: [ID, OTHER_ID] }] },
          { filters: [{ field: 'speechAnalytics.topics.name', op: 'in', values: ['billing'] }] },
          { filters: [{ field: 'sentiment.score', op: 'gte', values: [0] }] },
        ],
      },
    ]);
  });
});

describe('a row of speech', () => {
  const GROUP = {
    groupId: 'whatever stands here',
    groupBy: { interactionId: ID, agentId: 'agent-1', time: '2026-11-19T10:00:00Z' },
    byMetric: { speechAnalytics: { count: 12, sum: 3.5 }, sentiment: { count: 8, avg: -0.25 } },
  };
  const ROW: SpeechRow = {
    ...{ conversationId: ID, key: 'agent-1', agentId: 'agent-1', time: '2026-11-19T10:00:00Z' },
    ...{ analytics: { count: 12, sum: 3.5 }, sentiment: { count: 8, avg: -0.25 } },
  };
  const rowsFrom = async (...byGroup: unknown[]) => {
    answer(SPEECH, byGroup);
    return speech().fetchSpeechPage({ ...DAY, modelId: 'model-1' }, { cursor: null });
  };
  /** Beside nine whole ones. */
  const amongOthers = (one: unknown) => rowsFrom(...Array.from({ length: 9 }, () => GROUP), one);
  const bare = (changes: object = {}) => ({ groupId: ID, byMetric: GROUP.byMetric, ...changes });
  const unnamed = (group: object) => ({ ...GROUP, groupBy: { ...GROUP.groupBy, ...group } });

  it.each([
    { name: 'all that there is', group: GROUP, read: {} },
    {
      name: 'its id in capitals',
      group: unnamed({ interactionId: ID.toUpperCase() }),
      read: {},
    },
    {
      name: 'another offset',
      group: unnamed({ time: '2026-11-19T12:00:00+02:00' }),
      read: {},
    },
    { name: 'no time', group: unnamed({ time: undefined }), read: { time: null } },
    {
      name: 'no sentiment',
      group: { ...GROUP, byMetric: { speechAnalytics: { count: 12, sum: 3.5 } } },
      read: { sentiment: null },
    },
    {
      name: 'samples without a mean',
      group: { ...GROUP, byMetric: { ...GROUP.byMetric, sentiment: { count: 3 } } },
      read: { sentiment: { count: 3, avg: null } },
    },
    {
      name: 'a mean of zero',
      group: { ...GROUP, byMetric: { ...GROUP.byMetric, sentiment: { count: 1, avg: 0 } } },
      read: { sentiment: { count: 1, avg: 0 } },
    },
    {
      name: 'a mean beyond any scale, which is not ours to judge here',
      group: { ...GROUP, byMetric: { sentiment: { count: 1, avg: 42 } } },
      read: { analytics: null, sentiment: { count: 1, avg: 42 } },
    },
  ])('with $name is read as it came', async ({ group, read }) => {
    const { rows, malformed } = await rowsFrom(group);
    expect({ rows, malformed }).toStrictEqual({ rows: [{ ...ROW, ...read }], malformed: 0 });
  });

  it('is of the conversation that its group is named for, where nothing else is said of it', async () => {
    const { rows } = await rowsFrom(bare({ groupId: ID.toUpperCase() }));
    expect(rows).toMatchObject([{ conversationId: ID, agentId: null, time: null }]);
  });

  it('without an agent is told apart by what it says, and from its equals by their number', async () => {
    const other = { sentiment: { count: 8, avg: 0.5 } };
    const keysOf = async (...groups: unknown[]) => (await rowsFrom(...groups)).rows.map(({ key }) => key);
    const keys = await keysOf(bare(), bare(), bare({ byMetric: other }), bare({ groupId: OTHER_ID }));
    expect(new Set(keys.slice(0, 3)).size).toBe(3);
    expect(keys[3]).toBe(keys[0]);
    expect(await keysOf(bare({ byMetric: other }), bare(), bare())).toEqual([keys[2], keys[0], keys[1]]);
  });

  it('of an agent that stands there twice is the same row twice', async () => {
    const { rows } = await rowsFrom(GROUP, GROUP);
    expect(rows).toEqual([ROW, ROW]);
  });

  it.each([
    ['no id at all', bare({ groupId: undefined })],
    ['an id that is no UUID', bare({ groupId: 'planted' })],
    ['an interaction that is no UUID', unnamed({ interactionId: 'planted' })],
    ['no interaction', unnamed({ interactionId: undefined })],
    ['a blank agent', unnamed({ agentId: ' ' })],
    ['an agent as long as a page', unnamed({ agentId: 'x'.repeat(101) })],
    ['an agent that no database holds', unnamed({ agentId: 'planted\0' })],
    ['a time in words', unnamed({ time: 'planted' })],
    ['a time without an offset', unnamed({ time: '2026-11-19T10:00:00' })],
    ['a year that no database holds', unnamed({ time: '9999-12-31T23:59:59-01:00' })],
    ['no metrics', bare({ byMetric: undefined })],
    ['a mean in words', bare({ byMetric: { sentiment: { count: 1, avg: 'planted' } } })],
    ['a part of a sample', bare({ byMetric: { sentiment: { count: 1.5, avg: 0 } } })],
    ['fewer samples than none', bare({ byMetric: { sentiment: { count: -1, avg: 0 } } })],
    ['a sum in words', bare({ byMetric: { speechAnalytics: { count: 1, sum: 'planted' } } })],
    ['nothing in it', null],
  ])('with %s is counted as malformed', async (_name, group) => {
    const { rows, malformed } = await amongOthers(group);
    expect([rows.length, malformed]).toEqual([9, 1]);
  });
});

describe('surveys', () => {
  const surveysFrom = (...byGroup: unknown[]) => {
    answer(SURVEYS, byGroup);
    return speech().fetchSurveyPage(DAY, { cursor: null });
  };
  const group = (csat: object | null | undefined, groupId: unknown = ID) => ({ groupId, byMetric: { csat } });

  it('are asked for as the document does, by conversation', async () => {
    const sent = sentTo(SURVEYS);
    await speech().fetchSurveyPage({ ...DAY, conversationIds: [ID] }, { cursor: null });
    expect(sent).toStrictEqual([
      {
        ...{ dateFrom: DAY.from, dateTo: DAY.to, interval: 'PT1H', size: 100, offset: 0 },
        ...{ metrics: ['csat'], groupings: ['interactionId'] },
        filterGroups: [{ filters: [{ field: 'id', op: 'in', values: [ID] }] }],
      },
    ]);
  });

  it.each([
    { name: 'a score', said: { count: 1, avg: 4 }, csat: 4 },
    { name: 'a score of zero', said: { avg: 0 }, csat: 0 },
    { name: 'a score beyond any scale', said: { avg: 80 }, csat: 80 },
    { name: 'no mean', said: { count: 1 }, csat: null },
    { name: 'null for a mean', said: { avg: null }, csat: null },
    { name: 'null for a score', said: null, csat: null },
    { name: 'no score', said: undefined, csat: null },
  ])('with $name are read as they came', async ({ said, csat }) => {
    const { rows } = await surveysFrom(group(said));
    expect(rows).toStrictEqual([{ conversationId: ID, agentId: null, csat }]);
  });

  it.each([
    ['an id that is no UUID', group({ avg: 4 }, 'planted')],
    ['no id', group({ avg: 4 }, null)],
    ['no metrics', { groupId: ID }],
    ['a score in words', group({ avg: 'planted' })],
  ])('with %s are counted as malformed', async (_name, odd) => {
    const whole = Array.from({ length: 9 }, () => group({ avg: 4 }, OTHER_ID.toUpperCase()));
    const { rows, malformed } = await surveysFrom(...whole, odd);
    expect([rows.length, malformed]).toEqual([9, 1]);
    expect(rows[0]?.conversationId).toBe(OTHER_ID);
  });
});

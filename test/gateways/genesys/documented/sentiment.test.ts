import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../../src/domain/secret.js';
import { createDocumentedSentimentSource } from '../../../../src/gateways/genesys/documented/sentiment.js';
import { GenesysHttpError, GenesysShapeError } from '../../../../src/gateways/genesys/errors.js';
import { createTransport } from '../../../../src/gateways/genesys/transport.js';
import { facesOf } from '../../faces-of.js';
import { createMockHost, type MockHost } from '../../mock-host.js';
import { rejectionOf } from '../../rejection-of.js';

const BASE_URL = 'https://genesys.example';
const PATH = '/api/v2/analytics/conversations/details/query';
const [ID, OTHER_ID] = [
  '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d',
  '9c0d1e2f-3a4b-4c6d-8e9f-0a1b2c3d4e5f',
] as const;
const day = { from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z' };

let mock: MockHost;

beforeEach(() => {
  mock = createMockHost(BASE_URL);
});

afterEach(() => mock.agent.close());

function source() {
  const token = new Secret('token');
  const tokens = { current: () => Promise.resolve(token), renewed: () => Promise.resolve(token) };
  return createDocumentedSentimentSource(
    createTransport({ baseUrl: BASE_URL, tokens, dispatcher: mock.agent }),
  );
}

type Query = Parameters<ReturnType<typeof source>['fetchSentimentPage']>[0];

async function bodySentFor(query: Query, cursor: string | null = null): Promise<unknown> {
  const sent: unknown[] = [];
  mock.host.intercept({ path: PATH, method: 'POST' }).reply(200, ({ body }) => {
    sent.push(JSON.parse(String(body)));
    return { entities: [] };
  });
  await source().fetchSentimentPage(query, { cursor });
  return sent[0];
}

function pageFrom(body: object) {
  mock.host.intercept({ path: PATH, method: 'POST' }).reply(200, body);
  return source().fetchSentimentPage(day, { cursor: null });
}

describe('the request', () => {
  const always = {
    dateFrom: '2026-11-19T00:00:00Z',
    dateTo: '2026-11-20T00:00:00Z',
    size: 250,
    select: ['sentiment.score', 'sentiment.polarity', 'interaction.id', 'date'],
  };

  it('is the document’s, without a where clause when there is nothing to say', async () => {
    expect(await bodySentFor(day)).toStrictEqual(always);
    expect(await bodySentFor({ ...day, conversationIds: [], languages: [] })).toStrictEqual(always);
  });

  it('has the instants in UTC', async () => {
    const query = { from: '2026-11-19T02:00:00+02:00', to: '2026-11-19T22:00:00.5-02:00' };
    expect(await bodySentFor(query)).toStrictEqual({ ...always, dateTo: '2026-11-20T00:00:00.500Z' });
  });

  it.each([
    { name: 'an id', query: { conversationIds: [ID] }, where: [`interaction.id IN ['${ID}']`] },
    {
      name: 'ids',
      query: { conversationIds: [ID, OTHER_ID] },
      where: [`interaction.id IN ['${ID}', '${OTHER_ID}']`],
    },
    { name: 'languages', query: { languages: ['en-US', 'de'] }, where: ["language IN ['en-US', 'de']"] },
    {
      name: 'both, as two entries',
      query: { conversationIds: [ID], languages: ['de'] },
      where: [`interaction.id IN ['${ID}']`, "language IN ['de']"],
    },
  ])('filters by $name', async ({ query, where }) => {
    expect(await bodySentFor({ ...day, ...query })).toStrictEqual({ ...always, where });
  });

  it('names the next page only when there is one', async () => {
    expect(await bodySentFor(day, 'opaque/+=')).toStrictEqual({ ...always, nextPageToken: 'opaque/+=' });
  });

  it('can be cancelled', async () => {
    const reason = new DOMException('stop', 'AbortError');
    mock.host.intercept({ path: PATH, method: 'POST' }).reply(200, { entities: [] });
    const fetched = source().fetchSentimentPage(day, { cursor: null, signal: AbortSignal.abort(reason) });
    expect(await rejectionOf(fetched)).toBe(reason);
  });
});

describe('the page', () => {
  it.each([
    { sentiment: { score: 0.5, polarity: 'positive' }, status: 'scored', score: 0.5, polarity: 'positive' },
    { sentiment: { score: 0, polarity: 'neutral' }, status: 'scored', score: 0, polarity: 'neutral' },
    { sentiment: { score: -1, polarity: 'negative' }, status: 'scored', score: -1, polarity: 'negative' },
    { sentiment: { score: 1.5, polarity: 'positive' }, status: 'invalid', score: 1.5, polarity: 'positive' },
    { sentiment: { score: 0.5, polarity: 'mixed' }, status: 'unknown', score: 0.5, polarity: 'mixed' },
    { sentiment: { score: 0.5 }, status: 'unknown', score: 0.5, polarity: null },
    { sentiment: { score: null, polarity: null }, status: 'unscored', score: null, polarity: null },
    { sentiment: { polarity: 'positive' }, status: 'unscored', score: null, polarity: 'positive' },
    { sentiment: {}, status: 'unscored', score: null, polarity: null },
    { sentiment: null, status: 'unscored', score: null, polarity: null },
    { sentiment: undefined, status: 'unscored', score: null, polarity: null },
  ])('calls $sentiment $status', async ({ sentiment, ...read }) => {
    const { sentiments } = await pageFrom({
      entities: [{ interactionId: ID, date: '2026-11-19T08:00:00Z', sentiment }],
    });
    expect(sentiments).toStrictEqual([{ conversationId: ID, occurredAt: '2026-11-19T08:00:00Z', ...read }]);
  });

  it.each([
    { date: '2026-11-19T08:00:00.250+02:00', occurredAt: '2026-11-19T06:00:00.250Z' },
    { date: null, occurredAt: null },
    { date: undefined, occurredAt: null },
  ])('reads the date $date as $occurredAt', async ({ date, occurredAt }) => {
    expect((await pageFrom({ entities: [{ interactionId: ID, date }] })).sentiments[0]).toMatchObject({
      occurredAt,
    });
  });

  it.each([
    { said: { nextPageToken: 'next', total: 251 }, cursor: 'next', reported: 251 },
    { said: { nextPageToken: '', total: 0 }, cursor: null, reported: 0 },
    { said: { nextPageToken: null, total: null }, cursor: null, reported: null },
    { said: {}, cursor: null, reported: null },
  ])('ends, or goes on, as $said says', async ({ said, cursor, reported }) => {
    expect(await pageFrom({ entities: [], ...said })).toStrictEqual({ sentiments: [], cursor, reported });
  });

  it('keeps the order and every repetition: which to count is not its matter', async () => {
    const ids = [OTHER_ID, ID, OTHER_ID];
    const { sentiments } = await pageFrom({ entities: ids.map((interactionId) => ({ interactionId })) });
    expect(sentiments.map(({ conversationId }) => conversationId)).toEqual(ids);
  });

  it('lowers ids, so that one conversation has one spelling', async () => {
    const { sentiments } = await pageFrom({ entities: [{ interactionId: ID.toUpperCase() }] });
    expect(sentiments[0]?.conversationId).toBe(ID);
  });

  it('ignores fields that it does not know', async () => {
    const entity = {
      interactionId: ID,
      sentiment: { score: 0, polarity: 'neutral', model: 'm' },
      agent: 'a',
    };
    const { sentiments } = await pageFrom({ entities: [entity], facets: [] });
    expect(Object.keys(sentiments[0] ?? {}).sort()).toEqual([
      'conversationId',
      'occurredAt',
      'polarity',
      'score',
      'status',
    ]);
  });

  it.each([
    { body: {}, path: 'entities' },
    { body: { entities: null }, path: 'entities' },
    { body: { entities: [{ interactionId: ID }, {}] }, path: 'entities.1.interactionId' },
    { body: { entities: [{ interactionId: 'planted-id' }] }, path: 'entities.0.interactionId' },
    { body: { entities: [{ interactionId: ID, date: 'planted' }] }, path: 'entities.0.date' },
    { body: { entities: [{ interactionId: ID, sentiment: 'planted' }] }, path: 'entities.0.sentiment' },
    {
      body: { entities: [{ interactionId: ID, sentiment: { score: 'planted' } }] },
      path: 'entities.0.sentiment.score',
    },
    {
      body: { entities: [{ interactionId: ID, sentiment: { polarity: 7 } }] },
      path: 'entities.0.sentiment.polarity',
    },
    { body: { entities: [], nextPageToken: 7 }, path: 'nextPageToken' },
    { body: { entities: [], total: -1 }, path: 'total' },
    { body: { entities: [], total: 1.5 }, path: 'total' },
  ])('of another shape is refused at $path', async ({ body, path }) => {
    const error = await rejectionOf(pageFrom(body));
    expect(error).toBeInstanceOf(GenesysShapeError);
    expect((error as Error).message).toContain(`POST ${PATH}: unexpected shape at ${path} (`);
    expect(facesOf(error)).not.toContain('planted');
  });

  it('that is refused with 412 keeps its status: the model is not there', async () => {
    mock.host.intercept({ path: PATH, method: 'POST' }).reply(412, { code: 'model.unavailable' });
    const error = await rejectionOf(source().fetchSentimentPage(day, { cursor: null }));
    expect(error).toBeInstanceOf(GenesysHttpError);
    expect(error).toMatchObject({ status: 412 });
  });
});

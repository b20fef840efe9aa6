import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureRowOf } from '../../../../src/activities/failure-table.js';
import { Secret } from '../../../../src/domain/secret.js';
import { createDocumentedInsightSource } from '../../../../src/gateways/genesys/documented/insights.js';
import { GenesysHttpError, GenesysShapeError } from '../../../../src/gateways/genesys/errors.js';
import type { InsightPage, InsightQuery } from '../../../../src/gateways/genesys/ports.js';
import { createTransport } from '../../../../src/gateways/genesys/transport.js';
import { facesOf } from '../../faces-of.js';
import { createMockHost, type MockHost } from '../../mock-host.js';
import { rejectionOf } from '../../rejection-of.js';

const BASE_URL = 'https://genesys.example';
const ROUTE = 'GET /api/v2/agentassist/interactions/{interactionId}/insights';
const [ID, OTHER_ID] = [
  '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d',
  '9c0d1e2f-3a4b-4c6d-8e9f-0a1b2c3d4e5f',
] as const;
const QUERY: InsightQuery = {
  conversationId: ID,
  insightTypes: ['keyword', 'sentiment', 'summary', 'topic'],
  confidenceThreshold: 0.75,
  pageSize: 200,
  sortBy: 'relevance',
  sortOrder: 'desc',
};
const REST = {
  insightType: 'summary',
  confidence: 0.9,
  text: 'planted words of a customer',
  createdDate: '2026-11-20T10:00:00Z',
  redacted: false,
};
const ENTITY = { id: 'insight-1', interactionId: ID, ...REST };

let mock: MockHost;

beforeEach(() => {
  mock = createMockHost(BASE_URL);
});

afterEach(() => mock.agent.close());

function source() {
  const token = new Secret('token');
  const tokens = { current: () => Promise.resolve(token), renewed: () => Promise.resolve(token) };
  return createDocumentedInsightSource(
    createTransport({ baseUrl: BASE_URL, tokens, dispatcher: mock.agent }),
  );
}

async function pathSentFor(
  changes: Partial<InsightQuery> = {},
  cursor: string | null = null,
): Promise<string> {
  const sent: string[] = [];
  mock.host.intercept({ path: () => true, method: 'GET' }).reply(200, ({ path }) => {
    sent.push(path);
    return { entities: [] };
  });
  await source().fetchInsightPage({ ...QUERY, ...changes }, { cursor });
  return sent[0] ?? '';
}

function pageFrom(body: object, changes: Partial<InsightQuery> = {}): Promise<InsightPage> {
  mock.host.intercept({ path: () => true, method: 'GET' }).reply(200, body);
  return source().fetchInsightPage({ ...QUERY, ...changes }, { cursor: null });
}

/** Beside 19 whole ones, one of any kind is counted and fails nothing. */
const amongOthers = (entity: unknown): Promise<InsightPage> =>
  pageFrom({
    entities: [...Array.from({ length: 19 }, (_, index) => ({ ...ENTITY, id: `other-${index}` })), entity],
  });

describe('the request', () => {
  it('is the document’s, with each type by itself', async () => {
    expect(await pathSentFor()).toBe(
      `/api/v2/agentassist/interactions/${ID}/insights?insightType=keyword&insightType=sentiment` +
        '&insightType=summary&insightType=topic&confidenceThreshold=0.75&maxResults=200&sort=relevance&sortOrder=desc',
    );
  });

  it('asks for what was asked for, and for the next page only when there is one', async () => {
    const changes = { insightTypes: ['topic'], pageSize: 1, sortBy: 'createdDate', sortOrder: 'asc' };
    expect(await pathSentFor(changes, 'opaque/+=&')).toBe(
      `/api/v2/agentassist/interactions/${ID}/insights?insightType=topic&confidenceThreshold=0.75&maxResults=1` +
        '&sort=createdDate&sortOrder=asc&nextPageToken=opaque%2F%2B%3D%26',
    );
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [0.75, '0.75'],
    [0.123456789, '0.123456789'],
    [1e-7, '0.0000001'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1 - Number.EPSILON / 2, '0.9999999999999999'],
  ])('sends a threshold of %d as %s', async (confidenceThreshold, sent) => {
    const parameters = new URLSearchParams((await pathSentFor({ confidenceThreshold })).split('?')[1]);
    expect(parameters.get('confidenceThreshold')).toBe(sent);
  });

  it('sends any threshold that people write so that it is read back as it was', async () => {
    const written = fc.integer({ min: 0, max: 10 ** 12 }).map((digits) => digits / 10 ** 12);
    await fc.assert(
      fc.asyncProperty(written, async (confidenceThreshold) => {
        const parameters = new URLSearchParams((await pathSentFor({ confidenceThreshold })).split('?')[1]);
        const sent = parameters.get('confidenceThreshold') ?? '';
        expect(sent).toMatch(/^\d(\.\d+)?$/);
        expect(Number(sent)).toBe(confidenceThreshold);
      }),
      { numRuns: 200 },
    );
  });

  it('has no way out of its path', async () => {
    const conversationId = '../../users?x=1#y';
    expect((await pathSentFor({ conversationId })).split('?')[0]).toBe(
      '/api/v2/agentassist/interactions/..%2F..%2Fusers%3Fx%3D1%23y/insights',
    );
  });

  it('can be cancelled', async () => {
    const reason = new DOMException('stop', 'AbortError');
    mock.host.intercept({ path: () => true, method: 'GET' }).reply(200, { entities: [] });
    const fetched = source().fetchInsightPage(QUERY, { cursor: null, signal: AbortSignal.abort(reason) });
    expect(await rejectionOf(fetched)).toBe(reason);
  });
});

describe('the page', () => {
  it('reads an insight as it came', async () => {
    expect(await pageFrom({ entities: [ENTITY], nextPageToken: 'next', totalCount: 7 })).toStrictEqual({
      ...{ insights: [{ key: 'insight-1', ...REST }], malformed: 0, foreign: 0, cursor: 'next', reported: 7 },
    });
  });

  it.each([
    { said: { nextPageToken: '', totalCount: 0 }, cursor: null, reported: 0 },
    { said: { nextPageToken: null, totalCount: null }, cursor: null, reported: null },
    { said: {}, cursor: null, reported: null },
  ])('ends as $said says', async ({ said, cursor, reported }) => {
    expect(await pageFrom({ entities: [], ...said })).toMatchObject({ cursor, reported });
  });

  it('keeps the order and every repetition: which to count is not its matter', async () => {
    const ids = ['b', 'a', 'b'];
    const { insights } = await pageFrom({ entities: ids.map((id) => ({ ...ENTITY, id })) });
    expect(insights.map(({ key }) => key)).toEqual(ids);
  });

  it.each([
    { name: 'its interaction in capitals', changes: { interactionId: ID.toUpperCase() }, read: {} },
    {
      name: 'another offset',
      changes: { createdDate: '2026-11-20T12:00:00.250+02:00' },
      read: { createdDate: '2026-11-20T10:00:00.250Z' },
    },
    { name: 'no word on masking', changes: { redacted: undefined }, read: { redacted: false } },
    { name: 'null for masking', changes: { redacted: null }, read: { redacted: false } },
    { name: 'an empty text', changes: { text: '' }, read: { text: '' } },
    { name: 'a confidence of 0', changes: { confidence: 0 }, read: { confidence: 0 } },
    { name: 'a field that nobody knows', changes: { agentName: 'planted' }, read: {} },
  ])('takes one with $name', async ({ changes, read }) => {
    const { insights, malformed, foreign } = await amongOthers({ ...ENTITY, ...changes });
    expect(insights.at(-1)).toStrictEqual({ ...REST, key: 'insight-1', ...read });
    expect({ malformed, foreign }).toEqual({ malformed: 0, foreign: 0 });
  });

  it.each([
    ['no id', { id: undefined }],
    ['a blank id', { id: '  ' }],
    ['an id of a page', { id: 'x'.repeat(201) }],
    ['an id that no database holds', { id: 'a\0b' }],
    ['no interaction', { interactionId: undefined }],
    ['a type that nobody knows', { insightType: 'mood' }],
    ['no confidence', { confidence: undefined }],
    ['a confidence in words', { confidence: '0.9' }],
    ['a confidence in per cent', { confidence: 90 }],
    ['a confidence below 0', { confidence: -0.1 }],
    ['no text', { text: undefined }],
    ['a text that is none', { text: { words: 'planted' } }],
    ['a text that no database holds', { text: 'planted\0' }],
    ['no date', { createdDate: undefined }],
    ['a date in words', { createdDate: 'yesterday' }],
    ['a date without an offset', { createdDate: '2026-11-20T10:00:00' }],
    ['a day that no month has', { createdDate: '2026-11-31T10:00:00Z' }],
    ['a year before the first', { createdDate: '0000-01-01T00:00:00Z' }],
    ['a year before the first, by its offset', { createdDate: '0001-01-01T00:00:00+01:00' }],
    ['a year after the last, by its offset', { createdDate: '9999-12-31T23:59:59-01:00' }],
    ['masking in words', { redacted: 'yes' }],
  ])('counts one with %s as malformed', async (_name, changes) => {
    const page = await amongOthers({ ...ENTITY, ...changes });
    expect(page).toMatchObject({ malformed: 1, foreign: 0 });
    expect(page.insights).toHaveLength(19);
  });

  it.each([null, 'planted', 7, [], [ENTITY]])(
    'counts %j, which is no insight, as malformed',
    async (entity) => {
      expect(await amongOthers(entity)).toMatchObject({ malformed: 1, foreign: 0 });
    },
  );

  it('counts one of another interaction as foreign', async () => {
    const page = await amongOthers({ ...ENTITY, interactionId: OTHER_ID });
    expect(page).toMatchObject({ malformed: 0, foreign: 1 });
    expect(page.insights).toHaveLength(19);
  });

  it('leaves out a type that was not asked for, however many there are: the contract is the one we know', async () => {
    const page = await pageFrom({ entities: [ENTITY, ENTITY, ENTITY] }, { insightTypes: ['topic'] });
    expect(page).toMatchObject({ insights: [], malformed: 0, foreign: 3 });
  });

  it.each([
    { strange: 1, of: 5, fails: false },
    { strange: 1, of: 4, fails: true },
    { strange: 2, of: 10, fails: false },
    { strange: 3, of: 14, fails: true },
    { strange: 3, of: 15, fails: false },
    { strange: 40, of: 200, fails: false },
    { strange: 41, of: 200, fails: true },
    { strange: 1, of: 3, fails: true },
    { strange: 1, of: 1, fails: true },
  ])(
    'fails: $fails, with $strange of $of malformed or of another interaction',
    async ({ strange, of, fails }) => {
      const oddOnes = [
        { ...ENTITY, interactionId: OTHER_ID },
        { ...ENTITY, createdDate: 'planted' },
      ];
      const entities = Array.from({ length: of }, (_, index) =>
        index < strange ? oddOnes[index % 2] : { ...ENTITY, id: `insight-${index}` },
      );
      const page = pageFrom({ entities });
      if (!fails) {
        const { insights, malformed, foreign } = await page;
        expect([insights.length, malformed + foreign]).toEqual([of - strange, strange]);
        return;
      }
      const error = await rejectionOf(page);
      expect(error).toBeInstanceOf(GenesysShapeError);
      expect((error as Error).message).toBe(
        `${ROUTE}: ${strange} of ${of} insights of a page are malformed or of another interaction`,
      );
      expect(failureRowOf(error)).toEqual({ type: 'UnexpectedResponse', retry: false });
      for (const hidden of ['planted', ID, OTHER_ID]) expect(facesOf(error)).not.toContain(hidden);
    },
  );

  it.each([
    { body: {}, path: 'entities' },
    { body: { entities: null }, path: 'entities' },
    { body: { entities: 'planted' }, path: 'entities' },
    { body: { entities: [], nextPageToken: 7 }, path: 'nextPageToken' },
    { body: { entities: [], nextPageToken: 'planted\0' }, path: 'nextPageToken' },
    { body: { entities: [], totalCount: -1 }, path: 'totalCount' },
    { body: { entities: [], totalCount: 1.5 }, path: 'totalCount' },
    { body: { entities: [], totalCount: 'planted' }, path: 'totalCount' },
  ])('of another shape is refused at $path', async ({ body, path }) => {
    const error = await rejectionOf(pageFrom(body));
    expect(error).toBeInstanceOf(GenesysShapeError);
    expect((error as Error).message).toContain(`${ROUTE}: unexpected shape at ${path} (`);
    for (const hidden of ['planted', ID]) expect(facesOf(error)).not.toContain(hidden);
  });

  it.each([403, 404])(
    'that is refused with %d keeps its status, and nothing of what was said',
    async (status) => {
      const message = `No insights of ${ID}, who said planted words`;
      mock.host.intercept({ path: () => true, method: 'GET' }).reply(status, { code: 'some.code', message });
      const error = await rejectionOf(source().fetchInsightPage(QUERY, { cursor: 'planted' }));
      expect(error).toBeInstanceOf(GenesysHttpError);
      expect(error).toMatchObject({ status, message: `${ROUTE}: HTTP ${status}, some.code` });
      for (const hidden of ['planted', ID]) expect(facesOf(error)).not.toContain(hidden);
    },
  );
});

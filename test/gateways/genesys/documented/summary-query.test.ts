import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failureRowOf } from '../../../../src/activities/failure-table.js';
import { Secret } from '../../../../src/domain/secret.js';
import { fetchSummaryPage, filterGroup } from '../../../../src/gateways/genesys/documented/summary-query.js';
import { GenesysShapeError } from '../../../../src/gateways/genesys/errors.js';
import { createTransport } from '../../../../src/gateways/genesys/transport.js';
import { facesOf } from '../../faces-of.js';
import { createMockHost, type MockHost } from '../../mock-host.js';
import { rejectionOf } from '../../rejection-of.js';

const BASE_URL = 'https://genesys.example';
const PATH = '/api/v2/analytics/surveys/summary/query';
const DAY = { from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z' };
const group = z.object({ groupId: z.string() }).transform(({ groupId }) => groupId);

let mock: MockHost;

beforeEach(() => {
  mock = createMockHost(BASE_URL);
});

afterEach(() => mock.agent.close());

type Asked = Partial<Parameters<typeof fetchSummaryPage<string>>[1]>;

function fetchPage(cursor: string | null = null, asked: Asked = {}) {
  const token = new Secret('token');
  const tokens = { current: () => Promise.resolve(token), renewed: () => Promise.resolve(token) };
  const send = createTransport({ baseUrl: BASE_URL, tokens, dispatcher: mock.agent });
  const query = { path: PATH, interval: DAY, filterGroups: [], body: { metrics: ['csat'] }, group, ...asked };
  return fetchSummaryPage(send, query, cursor);
}

const answer = (body: object) => mock.host.intercept({ path: PATH, method: 'POST' }).reply(200, body);

async function bodySentFor(cursor: string | null, asked: Asked = {}): Promise<unknown> {
  const sent: unknown[] = [];
  mock.host.intercept({ path: PATH, method: 'POST' }).reply(200, ({ body }) => {
    sent.push(JSON.parse(String(body)));
    return { byGroup: [] };
  });
  await fetchPage(cursor, asked);
  return sent[0];
}

const groups = (count: number) => Array.from({ length: count }, (_, index) => ({ groupId: `g${index}` }));

describe('the request of a summary', () => {
  const always = {
    ...{ dateFrom: DAY.from, dateTo: DAY.to, interval: 'PT1H', metrics: ['csat'] },
    ...{ size: 100, offset: 0 },
  };

  it('is the document’s, and says nothing of filters where there are none', async () => {
    expect(await bodySentFor(null)).toStrictEqual(always);
  });

  it('goes on at the offset that the cursor is', async () => {
    expect(await bodySentFor('300')).toStrictEqual({ ...always, offset: 300 });
  });

  it('has the instants in UTC', async () => {
    const interval = { from: '2026-11-19T02:00:00+02:00', to: '2026-11-19T22:00:00.5-02:00' };
    expect(await bodySentFor(null, { interval })).toStrictEqual({
      ...always,
      dateTo: '2026-11-20T00:00:00.500Z',
    });
  });

  it('has one group for each filter', async () => {
    const filterGroups = [
      ...filterGroup('id', 'in', ['a', 'b']),
      ...filterGroup('sentiment.score', 'gte', [0]),
      ...filterGroup('empty', 'in', []),
      ...filterGroup('missing', 'in', undefined),
    ];
    expect(await bodySentFor(null, { filterGroups })).toStrictEqual({
      ...always,
      filterGroups: [
        { filters: [{ field: 'id', op: 'in', values: ['a', 'b'] }] },
        { filters: [{ field: 'sentiment.score', op: 'gte', values: [0] }] },
      ],
    });
  });

  it('can be cancelled', async () => {
    const reason = new DOMException('stop', 'AbortError');
    answer({ byGroup: [] });
    expect(await rejectionOf(fetchPage(null, { signal: AbortSignal.abort(reason) }))).toBe(reason);
  });
});

describe('the page of a summary', () => {
  it('has its rows in their order, every repetition, and the total', async () => {
    answer({ byGroup: [{ groupId: 'b' }, { groupId: 'a' }, { groupId: 'b', more: 1 }], totalCount: 3 });
    expect(await fetchPage()).toStrictEqual({
      rows: ['b', 'a', 'b'],
      malformed: 0,
      cursor: null,
      reported: 3,
    });
  });

  it.each([
    { name: 'a full page of more', cursor: null, rows: 100, totalCount: 250, next: '100' },
    { name: 'a full page that is the last', cursor: '100', rows: 100, totalCount: 200, next: null },
    { name: 'a short page of more', cursor: '100', rows: 96, totalCount: 250, next: '196' },
    { name: 'one row of more', cursor: '249', rows: 1, totalCount: 251, next: '250' },
    { name: 'nothing, whatever the total is', cursor: '100', rows: 0, totalCount: 250, next: null },
    { name: 'more than the total', cursor: null, rows: 100, totalCount: 7, next: null },
    { name: 'a full page without a total', cursor: '100', rows: 100, next: '200' },
    { name: 'a short page without a total', cursor: '100', rows: 99, next: null },
    { name: 'a full page with null for a total', cursor: null, rows: 100, totalCount: null, next: '100' },
  ])('goes on after $name at $next', async ({ cursor, rows, totalCount, next }) => {
    answer({ byGroup: groups(rows), ...(totalCount !== undefined && { totalCount }) });
    const page = await fetchPage(cursor);
    expect(page).toMatchObject({ cursor: next, reported: totalCount ?? null });
    expect(page.rows).toHaveLength(rows);
  });

  it('goes on after rows that can’t be read as after any other', async () => {
    answer({ byGroup: [...groups(80), ...Array<unknown>(20).fill(null)], totalCount: 101 });
    expect(await fetchPage()).toMatchObject({ malformed: 20, cursor: '100' });
  });

  it.each([
    { malformed: 1, of: 5, fails: false },
    { malformed: 1, of: 4, fails: true },
    { malformed: 20, of: 100, fails: false },
    { malformed: 21, of: 100, fails: true },
    { malformed: 1, of: 1, fails: true },
  ])('fails: $fails, with $malformed of $of malformed', async ({ malformed, of, fails }) => {
    answer({ byGroup: groups(of).map((one, index) => (index < malformed ? { planted: index } : one)) });
    if (!fails) {
      const page = await fetchPage();
      expect([page.rows.length, page.malformed]).toEqual([of - malformed, malformed]);
      return;
    }
    const error = await rejectionOf(fetchPage());
    expect(error).toBeInstanceOf(GenesysShapeError);
    expect((error as Error).message).toBe(
      `POST ${PATH}: ${malformed} of ${of} groups of a page are malformed`,
    );
    expect(failureRowOf(error)).toEqual({ type: 'UnexpectedResponse', retry: false });
    expect(facesOf(error)).not.toContain('planted');
  });

  it.each([
    { body: {}, path: 'byGroup' },
    { body: { byGroup: null }, path: 'byGroup' },
    { body: { byGroup: { planted: 1 } }, path: 'byGroup' },
    { body: { byGroup: [], totalCount: -1 }, path: 'totalCount' },
    { body: { byGroup: [], totalCount: 1.5 }, path: 'totalCount' },
    { body: { byGroup: [], totalCount: 'planted' }, path: 'totalCount' },
  ])('of another shape is refused at $path', async ({ body, path }) => {
    answer(body);
    const error = await rejectionOf(fetchPage());
    expect(error).toBeInstanceOf(GenesysShapeError);
    expect((error as Error).message).toContain(`POST ${PATH}: unexpected shape at ${path} (`);
    expect(facesOf(error)).not.toContain('planted');
  });
});

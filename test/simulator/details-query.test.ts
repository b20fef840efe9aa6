import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../simulator/simulator.js';
import {
  accessTokenOf,
  allPages,
  call,
  DETAILS_QUERY,
  query,
  sentimentQuery,
  type ErrorBody,
} from './simulator-client.js';

const NOW = '2026-03-10T09:30:00Z';
let simulator: Simulator;
let accessToken: string;

beforeAll(async () => {
  simulator = await createSimulator({ seed: 5, conversations: 2000, now: NOW });
  accessToken = await accessTokenOf(simulator);
});
afterAll(() => simulator.close());

describe('paging through the details query', () => {
  it('visits every conversation once, in the order of start, and tells the total each time', async () => {
    const pages = await allPages(simulator, accessToken, { size: 190 });
    expect(pages.map((page) => page.total)).toEqual(Array(11).fill(2000));
    const dates = pages.flatMap((page) => page.entities.map(({ date }) => date));
    expect(dates).toEqual(dates.toSorted());
    const ids = pages.flatMap((page) => page.entities.map(({ interactionId }) => interactionId));
    expect(ids).toEqual(Array.from(ids.keys(), (index) => simulator.organisation.conversations.idAt(index)));
  });

  it('gives no token with a last page that is exactly full', async () => {
    const pages = await allPages(simulator, accessToken, { size: 200 });
    expect(pages.map((page) => page.entities.length)).toEqual(Array(10).fill(200));
    expect(pages.at(-1)).not.toHaveProperty('nextPageToken');
  });

  it('gives the same page for the same token again', async () => {
    const { body: first } = await query(simulator, accessToken, sentimentQuery(simulator));
    const again = sentimentQuery(simulator, { nextPageToken: first.nextPageToken });
    const answers = await Promise.all([
      query(simulator, accessToken, again),
      query(simulator, accessToken, again),
    ]);
    expect(answers[0].body).toEqual(answers[1].body);
    expect(first.nextPageToken).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('goes on with a token after a restart', async () => {
    const { body: first } = await query(simulator, accessToken, sentimentQuery(simulator));
    const next = sentimentQuery(simulator, { nextPageToken: first.nextPageToken });
    const restarted = await createSimulator({ seed: 5, conversations: 2000, now: NOW });
    const answer = await query(restarted, await accessTokenOf(restarted), next);
    await restarted.close();
    expect(answer).toMatchObject({ status: 200, body: (await query(simulator, accessToken, next)).body });
  });

  it.each([
    ['another window', { dateFrom: '2026-03-04T00:00:00Z' }],
    ['another size', { size: 100 }],
    ['another filter', { where: ["language IN ['en']"] }],
    ['another selection', { select: ['date'] }],
  ])('refuses a token in a query with %s', async (_, changes) => {
    const { body: first } = await query(simulator, accessToken, sentimentQuery(simulator));
    const foreign = sentimentQuery(simulator, { ...changes, nextPageToken: first.nextPageToken });
    const { status, body } = await query<ErrorBody>(simulator, accessToken, foreign);
    expect(status).toBe(400);
    expect(body.details).toEqual([{ errorCode: 'invalid.value', fieldName: 'nextPageToken' }]);
  });
});

describe('the window of the details query', () => {
  it('includes its start and excludes its end', async () => {
    const { conversations } = simulator.organisation;
    const at = (index: number): string => new Date(conversations.startMsAt(index)).toISOString();
    const window = sentimentQuery(simulator, { dateFrom: at(500), dateTo: at(510) });
    const { body } = await query(simulator, accessToken, window);
    expect(body.total).toBe(10);
    expect(body.entities.map(({ date }) => date)).toEqual(
      Array.from({ length: 10 }, (_, step) => at(500 + step)),
    );
  });

  it('may be 31 days long', async () => {
    const window = { dateFrom: '2026-02-10T00:00:00Z', dateTo: '2026-03-13T00:00:00Z' };
    const { status, body } = await query(simulator, accessToken, sentimentQuery(simulator, window));
    expect([status, body.total]).toEqual([200, 2000]);
  });
});

describe('the selection of the details query', () => {
  it('leaves sentiment out of an unscored conversation and only of such', async () => {
    const entities = (await allPages(simulator, accessToken)).flatMap((page) => page.entities);
    const { conversations } = simulator.organisation;
    expect(entities.map(({ sentiment }) => sentiment ?? null)).toEqual(
      Array.from(entities.keys(), (index) => conversations.sentimentAt(index)),
    );
    expect(entities.filter((entity) => !('sentiment' in entity)).length).toBeGreaterThan(100);
  });

  it.each([
    [['date'], []],
    [['sentiment.score'], ['score']],
    [['sentiment.polarity'], ['polarity']],
    [
      ['interaction.id', 'sentiment.polarity', 'sentiment.score'],
      ['polarity', 'score'],
    ],
  ])('returns just %j', async (select, ofSentiment) => {
    const { body } = await query(simulator, accessToken, sentimentQuery(simulator, { select }));
    const fields = new Set(body.entities.flatMap((entity) => Object.keys(entity)));
    const names = { date: 'date', 'interaction.id': 'interactionId' };
    const expected = select.map(
      (field) => Object.entries(names).find(([known]) => known === field)?.[1] ?? 'sentiment',
    );
    expect([...fields].toSorted()).toEqual([...new Set(expected)].toSorted());
    const parts = new Set(body.entities.flatMap(({ sentiment }) => Object.keys(sentiment ?? {})));
    expect([...parts].toSorted()).toEqual(ofSentiment);
  });
});

describe('the filters of the details query', () => {
  it.each(['en', 'EN', 'en-US', 'en-us'])('finds the same conversations for the language %s', async (tag) => {
    const pages = await allPages(simulator, accessToken, { where: [`language IN ['${tag}']`] });
    const [english] = simulator.organisation.summary().languages;
    const found = pages.flatMap((page) => page.entities).map(({ interactionId = '' }) => interactionId);
    expect(found).toHaveLength(english?.conversations ?? NaN);
    expect(pages[0]?.total).toBe(found.length);
    expect(new Set(found.map((id) => simulator.organisation.find(id)?.language))).toEqual(new Set(['en-US']));
  });

  it('pages through listed ids in the order of start, each once, in any spelling', async () => {
    const { conversations } = simulator.organisation;
    const indexes = [900, 2, 1500, 2, 77];
    const list = indexes.map((index) => `'${conversations.idAt(index).toUpperCase()}'`).join(',');
    const pages = await allPages(simulator, accessToken, { size: 3, where: [`interaction.id IN [${list}]`] });
    expect(pages.map(({ total, entities }) => [total, entities.length])).toEqual([
      [4, 3],
      [4, 1],
    ]);
    const found = pages.flatMap((page) => page.entities).map(({ interactionId }) => interactionId);
    expect(found).toEqual([2, 77, 900, 1500].map((index) => conversations.idAt(index)));
  });

  it('wants every clause to hold', async () => {
    const { conversations } = simulator.organisation;
    const all = Array.from({ length: 20 }, (_, index) => conversations.at(index));
    const ids = `interaction.id IN ['${all.map(({ id }) => id).join("', '")}']`;
    const english = all.filter(({ language }) => language === 'en-US').map(({ id }) => id);
    const both = sentimentQuery(simulator, {
      where: [ids, "language IN ['en', 'ja']", "language IN ['en', 'es']"],
    });
    const { body } = await query(simulator, accessToken, both);
    expect(body.entities.map(({ interactionId }) => interactionId)).toEqual(english);
    expect(english.length).toBeGreaterThan(0);
  });

  it.each(["language IN ['nl']", "language IN ['en', 'en-GB']", "language IN ['english']"])(
    'answers 412 where a language has no model: %s',
    async (clause) => {
      const { status, body } = await query<ErrorBody>(
        simulator,
        accessToken,
        sentimentQuery(simulator, { where: [clause] }),
      );
      expect(status).toBe(412);
      expect(body).toMatchObject({ code: 'sentiment.model.unavailable', status: 412 });
    },
  );
});

describe('the validation of the details query', () => {
  const where = (...entries: unknown[]) => ({ where: entries });
  it.each([
    ['no dateFrom', { dateFrom: undefined }, 'dateFrom'],
    ['a date without time', { dateFrom: '2026-03-03' }, 'dateFrom'],
    ['a date with an offset', { dateFrom: '2026-03-03T00:00:00+01:00' }, 'dateFrom'],
    ['30 February', { dateFrom: '2026-02-30T00:00:00Z' }, 'dateFrom'],
    ['a number as date', { dateTo: 1_773_000_000_000 }, 'dateTo'],
    ['an empty window', { dateTo: '2026-03-03T00:00:00Z' }, 'dateTo'],
    ['a window turned round', { dateTo: '2026-03-02T00:00:00Z' }, 'dateTo'],
    ['a window of 31 days and a millisecond', { dateTo: '2026-04-03T00:00:00.001Z' }, 'dateTo'],
    ['no size', { size: undefined }, 'size'],
    ['size 0', { size: 0 }, 'size'],
    ['size 251', { size: 251 }, 'size'],
    ['half a size', { size: 1.5 }, 'size'],
    ['size as text', { size: '250' }, 'size'],
    ['no select', { select: undefined }, 'select'],
    ['an empty select', { select: [] }, 'select'],
    ['an unknown metric', { select: ['date', 'sentiment.trend'] }, 'select'],
    ['an unknown field', { pageSize: 10 }, 'pageSize'],
    ['an empty where', where(), 'where'],
    ['where as text', { where: "language IN ['en']" }, 'where'],
    ['an empty clause', where(''), 'where[0]'],
    ['a blank clause', where('  '), 'where[0]'],
    ['a clause that is no text', where(7), 'where[0]'],
    ['an empty list', where('interaction.id IN []'), 'where[0]'],
    [
      'an id that is no UUID',
      where("interaction.id IN ['1a2b3c4d-5e6f-7g8h-9i0j-1k2l3m4n5o6p']"),
      'where[0]',
    ],
    ['a quote inside a value', where("language IN ['en'']"), 'where[0]'],
    ['an empty value', where("language IN ['']"), 'where[0]'],
    ['an unknown column', where("queue IN ['Billing']"), 'where[0]'],
    ['another operator', where("language = 'en'"), 'where[0]'],
    ['a wrong second clause', where("language IN ['en']", 'x'), 'where[1]'],
    ['an empty page token', { nextPageToken: '' }, 'nextPageToken'],
    ['null as page token', { nextPageToken: null }, 'nextPageToken'],
    ['an invented page token', { nextPageToken: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'nextPageToken'],
  ])('refuses %s', async (_, changes, fieldName) => {
    const { status, headers, body } = await query<ErrorBody>(
      simulator,
      accessToken,
      sentimentQuery(simulator, changes),
    );
    expect(status).toBe(400);
    expect(body.details.map((detail) => detail.fieldName)).toEqual([fieldName]);
    expect(body).toMatchObject({ status: 400, contextId: headers['inin-correlation-id'], errors: [] });
    expect(body.code).toBe(body.details[0]?.errorCode);
    expect(body.message).not.toBe('');
  });

  it('names every wrong field at once', async () => {
    const { body } = await query<ErrorBody>(simulator, accessToken, {
      dateFrom: 'x',
      dateTo: 'y',
      size: 0,
      select: ['date'],
    });
    expect(body.details.map(({ fieldName }) => fieldName)).toEqual(['dateFrom', 'dateTo', 'size']);
  });

  it.each([
    ['cut JSON', '{"dateFrom":', 400, 'bad.request'],
    ['an array', '[]', 400, 'bad.request'],
    ['more than 512,000 bytes', JSON.stringify('x'.repeat(512_000)), 413, 'request.entity.too.large'],
  ])('refuses %s', async (_, text, status, code) => {
    expect(await query(simulator, accessToken, text)).toMatchObject({ status, body: { status, code } });
  });
});

describe('access to the details query', () => {
  it.each([
    ['no token', {}],
    ['an unknown token', { authorization: 'Bearer nobody' }],
    ['another scheme', { authorization: 'Basic abc' }],
  ])('is refused with %s, before anything else is looked at', async (_, headers: Record<string, string>) => {
    const answer = await call<ErrorBody>(simulator.url + DETAILS_QUERY, {
      method: 'POST',
      headers,
      body: {},
    });
    expect(answer).toMatchObject({
      status: 401,
      body: { code: 'bad.credentials', status: 401, details: [] },
    });
    expect(answer.headers['inin-correlation-id']).toBe(answer.body.contextId);
  });

  it('answers 405 for another method, 404 for another path, 415 for another media type', async () => {
    const url = simulator.url + DETAILS_QUERY;
    expect(await call(url)).toMatchObject({
      status: 405,
      headers: { allow: 'POST' },
      body: { code: 'method.not.allowed' },
    });
    expect(await call(`${url}/more`)).toMatchObject({
      status: 404,
      body: { code: 'not.found', status: 404 },
    });
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'text/plain' };
    expect(await call(url, { method: 'POST', headers, body: 'x' })).toMatchObject({
      status: 415,
      body: { code: 'unsupported.media.type' },
    });
  });

  it('answers with the same error body for an address that can’t be decoded', async () => {
    const answer = await call<ErrorBody>(`${simulator.url}/api/%zz`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad.request', status: 400 } });
    expect(answer.headers['inin-correlation-id']).toBe(answer.body.contextId);
  });

  it('gives each answer a correlation id of its own', async () => {
    const answers = await Promise.all(
      [1, 2].map(() => query(simulator, accessToken, sentimentQuery(simulator))),
    );
    const ids = answers.map(({ headers }) => headers['inin-correlation-id']);
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain(undefined);
  });
});

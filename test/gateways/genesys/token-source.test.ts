import { Agent } from 'undici';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Secret } from '../../../src/domain/secret.js';
import {
  GenesysAuthError,
  GenesysHttpError,
  GenesysShapeError,
  GenesysTransportError,
  GenesysUnreadableError,
} from '../../../src/gateways/genesys/errors.js';
import { createTokenSource, type Credentials } from '../../../src/gateways/genesys/token-source.js';
import { facesOf } from '../faces-of.js';
import { closedUrl, listenHttp } from '../loopback-server.js';
import { createMockHost, type MockHost } from '../mock-host.js';
import { rejectionOf } from '../rejection-of.js';

const LOGIN_URL = 'https://login.genesys.example';
const CLIENT_SECRET = 'p&l+u%s=e c/ret';
const credentials: Credentials = {
  clientId: 'client+one&two',
  clientSecret: new Secret(CLIENT_SECRET),
  scope: null,
};

let mock: MockHost;
let nowMs: number;

beforeEach(() => {
  mock = createMockHost(LOGIN_URL);
  nowMs = Date.parse('2026-11-20T12:00:00Z');
});

afterEach(async () => {
  vi.restoreAllMocks();
  await mock.agent.close();
});

const sourceWith = (options: { credentials?: Credentials } = {}) =>
  createTokenSource({
    loginUrl: LOGIN_URL,
    credentials,
    dispatcher: mock.agent,
    now: () => nowMs,
    ...options,
  });

/** Each request gets the next token: t1, t2, … */
function giveTokens(expires_in: number) {
  const given: { body: string; headers: unknown }[] = [];
  mock.host
    .intercept({ path: '/oauth/token', method: 'POST' })
    .reply(200, ({ body, headers }) => {
      given.push({ body: String(body), headers });
      return { access_token: `t${given.length}`, token_type: 'bearer', expires_in };
    })
    .persist();
  return given;
}

const answerOnce = (status: number, body: string | object, headers: Record<string, string> = {}) =>
  mock.host.intercept({ path: '/oauth/token', method: 'POST' }).reply(status, body, { headers });

describe('the request for a token', () => {
  it('is a form that another parser reads back as it was', async () => {
    const given = giveTokens(86_399);
    await sourceWith().current();
    expect(given[0]?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
    expect(Object.fromEntries(new URLSearchParams(given[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client+one&two',
      client_secret: CLIENT_SECRET,
    });
    expect(given[0]?.body).toContain('client_secret=p%26l%2Bu%25s%3De+c%2Fret');
  });

  it('has a scope only where one is set', async () => {
    const given = giveTokens(86_399);
    await sourceWith({
      credentials: { ...credentials, scope: 'analytics:readonly conversations' },
    }).current();
    expect(new URLSearchParams(given[0]?.body).get('scope')).toBe('analytics:readonly conversations');
  });
});

describe('the life of a token', () => {
  it.each([
    { expiresIn: 300, keptForMs: 270_000 },
    { expiresIn: 600, keptForMs: 540_000 },
    { expiresIn: 601, keptForMs: 541_000 },
    { expiresIn: 86_399, keptForMs: 86_339_000 },
    { expiresIn: 1, keptForMs: 900 },
  ])('of $expiresIn s is used for $keptForMs ms', async ({ expiresIn, keptForMs }) => {
    const given = giveTokens(expiresIn);
    const source = sourceWith();
    const first = await source.current();
    nowMs += keptForMs - 1;
    expect(await source.current()).toBe(first);
    expect(given).toHaveLength(1);
    nowMs += 1;
    expect((await source.current()).reveal()).toBe('t2');
    expect(given).toHaveLength(2);
  });

  it('begins when it was asked for, not when it came', async () => {
    mock.host.intercept({ path: '/oauth/token', method: 'POST' }).reply(200, () => {
      nowMs += 100_000;
      return { access_token: 'slow', expires_in: 300 };
    });
    const source = sourceWith();
    await source.current();
    nowMs += 169_999;
    expect((await source.current()).reveal()).toBe('slow');
    nowMs += 1;
    giveTokens(300);
    expect((await source.current()).reveal()).toBe('t1');
  });
});

describe('many callers', () => {
  it('share one request when 50 ask at once', async () => {
    const given = giveTokens(300);
    const source = sourceWith();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => source.current()));
    expect(given).toHaveLength(1);
    expect(new Set(tokens).size).toBe(1);
  });

  it('share one request when 50 are refused at once', async () => {
    const given = giveTokens(300);
    const source = sourceWith();
    const refused = await source.current();
    const renewed = await Promise.all(Array.from({ length: 50 }, () => source.renewed(refused)));
    expect(given).toHaveLength(2);
    expect(new Set(renewed.map((token) => token.reveal()))).toEqual(new Set(['t2']));
  });

  it('share one request when they ask in any of the turns between its answer and its end', async () => {
    const given = giveTokens(300);
    const source = sourceWith();
    const asked: Promise<Secret>[] = [];
    const askInEachTurn = async () => {
      for (let turn = 0; turn < 50; turn += 1) {
        asked.push(source.current());
        await Promise.resolve();
      }
    };
    const askers: Promise<void>[] = [];
    const parse = JSON.parse.bind(JSON);
    // Reading the answer is the last thing before the turns in which a second request could slip in.
    vi.spyOn(JSON, 'parse').mockImplementationOnce((text: string) => {
      askers.push(askInEachTurn());
      return parse(text) as unknown;
    });
    await source.current();
    await Promise.all(askers);
    await Promise.all(asked);
    expect(asked).toHaveLength(50);
    expect(given).toHaveLength(1);
  });

  it('get the token that replaced theirs without another request, however late they come', async () => {
    const given = giveTokens(300);
    const source = sourceWith();
    const refused = await source.current();
    const renewed = await source.renewed(refused);
    expect(await source.renewed(refused)).toBe(renewed);
    expect(await source.current()).toBe(renewed);
    expect(given).toHaveLength(2);
  });

  it('get a new one when the token that replaced theirs has ended meanwhile', async () => {
    giveTokens(300);
    const source = sourceWith();
    const refused = await source.current();
    await source.renewed(refused);
    nowMs += 270_000;
    expect((await source.renewed(refused)).reveal()).toBe('t3');
  });

  it('are all told of a failure, and the next one asks anew', async () => {
    answerOnce(503, 'busy');
    const source = sourceWith();
    const failures = await Promise.all(Array.from({ length: 5 }, () => rejectionOf(source.current())));
    for (const failure of failures) expect(failure).toBeInstanceOf(GenesysHttpError);
    giveTokens(300);
    expect((await source.current()).reveal()).toBe('t1');
  });
});

describe('a refusal', () => {
  it.each([400, 401, 403])('with %d is a matter of credentials and says what to check', async (status) => {
    answerOnce(status, { error: 'invalid_client', description: `no ${CLIENT_SECRET}` });
    const error = await rejectionOf(sourceWith().current());
    expect(error).toBeInstanceOf(GenesysAuthError);
    expect(String(error)).toContain(`HTTP ${status}`);
    expect(String(error)).toContain('check GENESYS_CLIENT_ID, GENESYS_CLIENT_SECRET and the host');
    expect(facesOf(error)).not.toContain(CLIENT_SECRET);
  });

  it.each([
    { status: 429, headers: { 'retry-after': '7' }, waitMs: 7000 },
    { status: 503, headers: { 'retry-after': 'Fri, 20 Nov 2026 12:00:30 GMT' }, waitMs: 30_000 },
    { status: 500, headers: {}, waitMs: null },
    { status: 502, headers: {}, waitMs: null },
    { status: 302, headers: { location: 'https://elsewhere.example' }, waitMs: null },
    { status: 404, headers: {}, waitMs: null },
  ])('with $status keeps the status and the wait', async ({ status, headers, waitMs }) => {
    answerOnce(status, '<html>no</html>', headers as Record<string, string>);
    const error = await rejectionOf(sourceWith().current());
    expect(error).toBeInstanceOf(GenesysHttpError);
    expect(error).toMatchObject({ status, retryAfterMs: waitMs, operation: 'POST /oauth/token' });
  });
});

describe('an answer that is no token', () => {
  it.each(['', '<html>', '{"access_token":"planted-tok'])('is unreadable when it is %j', async (body) => {
    answerOnce(200, body);
    const error = await rejectionOf(sourceWith().current());
    expect(error).toBeInstanceOf(GenesysUnreadableError);
    expect(facesOf(error)).not.toContain('planted-tok');
  });

  it.each([
    { access_token: '', expires_in: 300 },
    { access_token: 'planted-token', expires_in: '300' },
    { access_token: 'planted-token', expires_in: 0 },
    { access_token: 'planted-token' },
    { token: 'planted-token', expires_in: 300 },
    ['planted-token'],
  ])('has the wrong shape when it is %j', async (body) => {
    answerOnce(200, body);
    const error = await rejectionOf(sourceWith().current());
    expect(error).toBeInstanceOf(GenesysShapeError);
    expect(facesOf(error)).not.toContain('planted-token');
  });

  it('has the wrong shape when it is over 64 KiB', async () => {
    answerOnce(200, 'x'.repeat(64 * 1024 + 1));
    const error = await rejectionOf(sourceWith().current());
    expect(error).toBeInstanceOf(GenesysShapeError);
    expect(String(error)).toContain('cap of 65536 bytes');
  });
});

describe('no answer', () => {
  it('is known not to have been sent when the connection is refused', async () => {
    const dispatcher = new Agent();
    const source = createTokenSource({ loginUrl: await closedUrl(), credentials, dispatcher });
    const error = await rejectionOf(source.current());
    expect(error).toBeInstanceOf(GenesysTransportError);
    expect(error).toMatchObject({ sent: 'no' });
    expect(facesOf(error)).toContain('ECONNREFUSED');
    await dispatcher.close();
  });

  it('ends the wait of all callers when the answer drips past its time, and the next one asks anew', async () => {
    const timeout = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(timeout.signal);
    let requests = 0;
    const server = await listenHttp((_request, response) => {
      requests += 1;
      if (requests > 1) return void response.end('{"access_token":"second","expires_in":300}');
      response.writeHead(200);
      response.write('{"access', () => {
        timeout.abort(new DOMException('The operation timed out', 'TimeoutError'));
      });
    });
    const dispatcher = new Agent();
    const source = createTokenSource({ loginUrl: server.url, credentials, dispatcher });
    const failures = await Promise.all([rejectionOf(source.current()), rejectionOf(source.current())]);
    for (const failure of failures)
      expect(failure).toMatchObject({ name: 'GenesysTransportError', sent: 'unknown' });
    expect((await source.current()).reveal()).toBe('second');
    await dispatcher.close();
    await server.close();
  });
});

it('shows the token to nobody who prints it', async () => {
  mock.host.intercept({ path: '/oauth/token', method: 'POST' }).reply(200, {
    access_token: 'planted-token',
    expires_in: 300,
  });
  const token = await sourceWith().current();
  expect(facesOf(token)).not.toContain('planted-token');
  expect(token.reveal()).toBe('planted-token');
});

import { ApplicationFailure } from '@temporalio/common';
import { MockAgent } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { createSimulator } from '../../../simulator/simulator.js';
import { failureRowOf, toActivityFailure, type FailureRow } from '../../../src/activities/failure-table.js';
import { Secret } from '../../../src/domain/secret.js';
import { createGenesysGateway, type GenesysGatewayOptions } from '../../../src/gateways/genesys/index.js';
import { facesOf } from '../faces-of.js';
import { listenHttp } from '../loopback-server.js';
import { rejectionOf } from '../rejection-of.js';
import { API_VERDICTS, BODIES, CLIENT_SECRET, NO_ANSWERS, PERSON, PHONE, TOKEN } from './fault-rows.js';

/*
 * What can go wrong between the gateway and Genesys, at either of its two doors, and what Temporal is told about it. Each row
 * is looked at from every side for what must never be seen: see `expectNothingPlanted`.
 */

const PLANTED = ['planted', '5f0c9a7e41', '8d1b7c22e0', '901820', 'example.org'];
const WINDOW = { from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z' };
const QUICK = { connectMs: 150, answerMs: 150 };

const toClose: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

function failureAt(options: Partial<GenesysGatewayOptions> & { baseUrl: string }): Promise<unknown> {
  const gateway = createGenesysGateway({
    profile: 'documented',
    loginUrl: options.baseUrl,
    credentials: { clientId: 'client', clientSecret: new Secret(CLIENT_SECRET), scope: null },
    timeouts: QUICK,
    ...options,
  });
  // A body that broke off leaves its connection behind; the servers cut those when they close.
  toClose.push(() => Promise.resolve(void gateway.close()));
  return rejectionOf(gateway.sentiment.fetchSentimentPage(WINDOW, { cursor: null }));
}

function expectNothingPlanted(error: unknown): void {
  const faces = facesOf(error) + facesOf(toActivityFailure(error));
  for (const planted of PLANTED) expect(faces).not.toContain(planted);
}

/** The verdict of the failure table, which must also be what the cast failure says. */
function verdictOf(error: unknown): FailureRow | null {
  expectNothingPlanted(error);
  const row = failureRowOf(error);
  const failure = toActivityFailure(error);
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({ type: row?.type, nonRetryable: !row?.retry });
  return row;
}

type Door = 'api' | 'token';

/** A host that gives a token, or at that door gives the answer that the row is about. */
function hostAnswering(door: Door, status: number, body: string, headers: Record<string, string> = {}) {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const host = agent.get('https://genesys.example');
  const token = JSON.stringify({ access_token: TOKEN, expires_in: 300 });
  const [tokenStatus, tokenBody] = door === 'token' ? [status, body] : [200, token];
  host
    .intercept({ path: '/oauth/token', method: 'POST' })
    .reply(tokenStatus, tokenBody, door === 'token' ? { headers } : {})
    .persist();
  if (door === 'api')
    host
      .intercept({ path: /^\/api\//, method: 'POST' })
      .reply(status, body, { headers })
      .persist();
  toClose.push(() => agent.close());
  return { baseUrl: 'https://genesys.example', dispatcher: agent };
}

/** The credentials are all that a token request says: refused as such, they are wrong, whichever of these says so. */
const TOKEN_VERDICTS = API_VERDICTS.map(([status, type, retry]): [number, string, boolean] =>
  [400, 401, 403].includes(status)
    ? [status, 'Unauthorized', false]
    : [status, status === 412 ? 'InvalidRequest' : type, retry],
);

describe.each(Object.entries(BODIES))('a status with a body of %s', (name, body) => {
  it.each(API_VERDICTS)('%d from the API is %s, retried: %s', async (status, type, retry) => {
    const error = await failureAt(hostAnswering('api', status, body));
    expect(verdictOf(error)).toMatchObject({ type, retry });
    expect(String(error)).toContain(`HTTP ${status}`);
    if (name === 'json' && status !== 401) expect(String(error)).toContain('some.code');
  });

  it.each(TOKEN_VERDICTS)('%d from the token endpoint is %s, retried: %s', async (status, type, retry) => {
    const error = await failureAt(hostAnswering('token', status, body));
    expect(verdictOf(error)).toMatchObject({ type, retry });
    expect(String(error)).toContain(`POST /oauth/token: HTTP ${status}`);
  });
});

describe.each<Door>(['api', 'token'])('the wait that a 429 of the %s door asks for', (door) => {
  it.each([
    { said: 'seconds', headers: { 'retry-after': '42' }, waitMs: 42_000 },
    {
      said: 'a date',
      headers: { 'retry-after': new Date(Date.now() + 90_000).toUTCString() },
      waitMs: 90_000,
    },
    { said: 'nothing', headers: {}, waitMs: null },
    { said: 'a negative number', headers: { 'retry-after': '-5' }, waitMs: null },
    { said: 'years', headers: { 'retry-after': '999999999' }, waitMs: 600_000 },
    { said: 'garbage', headers: { 'retry-after': `soon ${TOKEN}` }, waitMs: null },
    { said: 'a reset', headers: { 'inin-ratelimit-reset': '61' }, waitMs: 61_000 },
  ])('as $said is $waitMs ms', async ({ headers, waitMs }) => {
    const row = verdictOf(await failureAt(hostAnswering(door, 429, '', headers as Record<string, string>)));
    expect(row?.type).toBe('RateLimited');
    if (waitMs === null) expect(row?.retryAfterMs).toBeNull();
    else expect(Math.abs((row?.retryAfterMs ?? NaN) - waitMs)).toBeLessThan(5000);
  });

  it('as a number in brackets is that number of seconds', async () => {
    const body = JSON.stringify({
      message: 'Rate limit exceeded the maximum. Retry the request in [9] seconds',
      code: 'too.many.requests.retry.after',
    });
    const row = verdictOf(await failureAt(hostAnswering(door, 429, body)));
    expect(row).toEqual({ type: 'RateLimited', retry: true, retryAfterMs: 9000 });
  });
});

describe('a success that is none', () => {
  it.each<[string, Door, string, string, boolean]>([
    ['nothing', 'api', '', 'Unavailable', true],
    ['a page of HTML', 'api', BODIES.html, 'Unavailable', true],
    ['JSON that was cut', 'api', `{"entities":[{"phone":"${PHONE}`, 'Unavailable', true],
    [
      'another shape',
      'api',
      JSON.stringify({ entities: [{ interactionId: PHONE }] }),
      'UnexpectedResponse',
      false,
    ],
    ['over 8 MiB', 'api', PHONE.repeat(600_000), 'UnexpectedResponse', false],
    ['nothing', 'token', '', 'Unavailable', true],
    ['a page of HTML', 'token', BODIES.html, 'Unavailable', true],
    ['a token that was cut', 'token', `{"access_token":"${TOKEN}`, 'Unavailable', true],
    ['another shape', 'token', JSON.stringify({ token: TOKEN }), 'UnexpectedResponse', false],
    ['over 64 KiB', 'token', TOKEN.repeat(3000), 'UnexpectedResponse', false],
  ])('with %s at the %s door', async (_name, door, body, type, retry) => {
    const error = await failureAt(hostAnswering(door, 200, body));
    expect(verdictOf(error)).toMatchObject({ type, retry });
  });
});

it('keeps the field and the dates that explain a refusal, and none of the rest', async () => {
  const message = `Value [2026-11-20T12:00:00Z] of ${PHONE} is after 2026-11-19; see ${TOKEN}, ask ${PERSON}`;
  const body = JSON.stringify({ message, code: 'invalid.date', details: [{ fieldName: 'dateTo' }] });
  const error = await failureAt(hostAnswering('api', 400, body));
  expectNothingPlanted(error);
  expect(String(error)).toContain(
    'invalid.date: field dateTo: Value [2026-11-20T12:00:00Z] of [masked] is after 2026-11-19; see [masked] ask [masked]',
  );
});

it('is quick about a sentence of megabytes', async () => {
  const body = JSON.stringify({ message: 'x'.repeat(4_000_000), code: 'bad.request' });
  const startedMs = performance.now();
  expect(String(await failureAt(hostAnswering('api', 400, body))).length).toBeLessThan(400);
  expect(performance.now() - startedMs).toBeLessThan(2000);
});

/** The token comes from a host that is well; only the API is in trouble. */
async function healthyLogin(): Promise<string> {
  const { url, close } = await listenHttp((_request, response) =>
    response.end(JSON.stringify({ access_token: TOKEN, expires_in: 300 })),
  );
  toClose.push(close);
  return url;
}

describe.each(NO_ANSWERS)('no answer: $name', ({ host, sent, code }) => {
  it.each<Door>(['api', 'token'])('at the %s door is retried', async (door) => {
    const { baseUrl, close } = await host();
    if (close) toClose.push(close);
    const error = await failureAt(
      door === 'token' ? { baseUrl } : { baseUrl, loginUrl: await healthyLogin() },
    );
    expect(verdictOf(error)).toMatchObject({ type: 'Unavailable', retry: true });
    expect(error).toMatchObject({ name: 'GenesysTransportError', sent });
    expect(String(error)).toMatch(code);
    expect(String(error)).not.toContain(new URL(baseUrl).host);
  });
});

describe('a token that is refused', () => {
  it('is renewed once for 50 calls in flight, and all of them are answered', async () => {
    const simulator = await createSimulator({ conversations: 60, now: '2026-11-20T12:00:00Z', days: 1 });
    toClose.push(() => simulator.close());
    const { clientId, clientSecret } = simulator.credentials;
    const gateway = createGenesysGateway({
      profile: 'documented',
      baseUrl: simulator.url,
      loginUrl: simulator.url,
      credentials: { clientId, clientSecret: new Secret(clientSecret), scope: null },
    });
    toClose.push(() => gateway.close());
    const page = () => gateway.sentiment.fetchSentimentPage(simulator.organisation.period, { cursor: null });
    const warm = await page();
    // All 50 are under way with the old token before the first of them is answered.
    const together = { kind: 'latency', ms: 50 } as const;
    simulator.faults.set([
      { where: 'query', when: { first: 50 }, what: together },
      { where: 'query', when: { requests: [50] }, what: { kind: 'tokensRevoked' } },
    ]);
    const answers = await Promise.all(Array.from({ length: 50 }, page));
    expect(answers.every((answer) => JSON.stringify(answer) === JSON.stringify(warm))).toBe(true);
    const { requests } = simulator.faults.report();
    expect(requests.token).toBe(1);
    expect(requests.query).toBeGreaterThan(50);
    expect(requests.query).toBeLessThanOrEqual(100);
  });
});

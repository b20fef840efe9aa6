import { createHmac } from 'node:crypto';
import { MockAgent, errors as undiciErrors } from 'undici';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Secret } from '../../../src/domain/secret.js';
import { createHttpSink } from '../../../src/gateways/sinks/http-sink.js';
import { facesOf } from '../faces-of.js';
import { closedUrl, listenHttp } from '../loopback-server.js';
import { createMockHost, type MockHost } from '../mock-host.js';
import { rejectionOf } from '../rejection-of.js';

const ORIGIN = 'https://coaching.example';
const PATH = '/v1/updates?tenant=1';
const NOW_MS = Date.parse('2026-11-20T12:00:00.900Z');
const SIGNING_KEY = Buffer.from('0123456789abcdef0123456789abcdef');
const delivery = { key: 'sentiment:3b1f2c4d:1', body: '{"agent_interaction":"3b1f2c4d","note":"ä"}' };

let mock: MockHost;

beforeEach(() => {
  mock = createMockHost(ORIGIN);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await mock.agent.close();
});

type Secrets = { secret?: Secret; authorization?: Secret };

const sinkWith = ({ secret, authorization }: Secrets = {}) =>
  createHttpSink({
    url: `${ORIGIN}${PATH}`,
    secret: secret ?? null,
    authorization: authorization ?? null,
    dispatcher: mock.agent,
    now: () => NOW_MS,
  });

async function sentBy(secrets: Secrets) {
  const sent: { headers: Record<string, string>; body: string }[] = [];
  mock.host.intercept({ path: PATH, method: 'POST' }).reply(202, ({ headers, body }) => {
    sent.push({ headers: headers as Record<string, string>, body: String(body) });
    return '';
  });
  await sinkWith(secrets).send(delivery);
  const first = sent[0];
  if (!first) throw new Error('nothing was sent');
  return first;
}

const answer = (status: number, headers: Record<string, string> = {}, body = 'planted-body') =>
  mock.host.intercept({ path: PATH, method: 'POST' }).reply(status, body, { headers });

describe('what is sent', () => {
  it('is the body as it is, with its key', async () => {
    const { headers, body } = await sentBy({});
    expect(body).toBe(delivery.body);
    expect(headers).toEqual({ 'content-type': 'application/json', 'idempotency-key': delivery.key });
  });

  it('is signed so that a receiver who follows the specification finds it genuine', async () => {
    const { headers, body } = await sentBy({ secret: new Secret(`whsec_${SIGNING_KEY.toString('base64')}`) });
    const id = headers['webhook-id'];
    const timestamp = headers['webhook-timestamp'];
    const expected = createHmac('sha256', SIGNING_KEY).update(`${id}.${timestamp}.${body}`).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(id).toBe(headers['idempotency-key']);
    expect(timestamp).toBe(String(Math.floor(NOW_MS / 1000)));
  });

  it('carries the authorization as it is set', async () => {
    const { headers } = await sentBy({ authorization: new Secret('Bearer abc') });
    expect(headers).toMatchObject({ authorization: 'Bearer abc' });
  });
});

describe('the outcome', () => {
  it.each([200, 201, 202, 204, 299])('of %d is delivered', async (status) => {
    answer(status);
    expect(await sinkWith().send(delivery)).toEqual({ outcome: 'delivered', receipt: `HTTP ${status}` });
  });

  it.each([400, 401, 403, 404, 405, 410, 413, 415, 422, 451])(
    'of %d is refused, for good',
    async (status) => {
      answer(status, { 'retry-after': '7' });
      expect(await sinkWith().send(delivery)).toEqual({ outcome: 'refused', reason: `HTTP ${status}` });
    },
  );

  it.each([408, 409, 425, 429, 500, 501, 502, 503, 504])('of %d may be better later', async (status) => {
    answer(status);
    const receipt = { outcome: 'unavailable', reason: `HTTP ${status}`, retryAfterMs: null };
    expect(await sinkWith().send(delivery)).toEqual(receipt);
  });

  it.each([
    { retryAfter: '7', waitMs: 7000 },
    { retryAfter: 'Fri, 20 Nov 2026 12:00:01 GMT', waitMs: 100 },
    { retryAfter: 'soon', waitMs: null },
  ])('keeps the wait that is asked for: $retryAfter', async ({ retryAfter, waitMs }) => {
    answer(429, { 'retry-after': retryAfter });
    expect(await sinkWith().send(delivery)).toMatchObject({ retryAfterMs: waitMs });
  });

  it.each([301, 302, 303, 307, 308])('of %d is refused: a redirect is not followed', async (status) => {
    answer(status, { location: `${ORIGIN}/elsewhere` });
    let followed = false;
    mock.host.intercept({ path: '/elsewhere', method: () => true }).reply(() => {
      followed = true;
      return { statusCode: 200, data: '' };
    });
    expect(await sinkWith().send(delivery)).toEqual({ outcome: 'refused', reason: `HTTP ${status}` });
    expect(followed).toBe(false);
  });

  it.each([
    { thrown: Object.assign(new Error('connect planted'), { code: 'ECONNRESET' }), code: 'ECONNRESET' },
    { thrown: new undiciErrors.HeadersTimeoutError(), code: 'UND_ERR_HEADERS_TIMEOUT' },
    { thrown: new TypeError('planted'), code: 'TypeError' },
  ])('of no answer is unavailable: $code', async ({ thrown, code }) => {
    mock.host.intercept({ path: PATH, method: 'POST' }).replyWithError(thrown);
    const receipt = { outcome: 'unavailable', reason: `no answer (${code})`, retryAfterMs: null };
    expect(await sinkWith().send(delivery)).toEqual(receipt);
  });

  it('of a closed port is unavailable', async () => {
    const sink = createHttpSink({ url: await closedUrl(), secret: null, authorization: null });
    expect(await sink.send(delivery)).toMatchObject({
      outcome: 'unavailable',
      reason: 'no answer (ECONNREFUSED)',
    });
  });

  it('of too long a wait is unavailable', async () => {
    const late = AbortSignal.abort(new DOMException('The operation timed out', 'TimeoutError'));
    vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(late);
    answer(200);
    expect(await sinkWith().send(delivery)).toMatchObject({
      outcome: 'unavailable',
      reason: 'no answer (TimeoutError)',
    });
  });

  it('shows nothing of the answer or of the secrets', async () => {
    const secrets = {
      secret: new Secret('planted-secret'),
      authorization: new Secret('Bearer planted-token'),
    };
    for (const status of [200, 302, 400, 503]) {
      answer(status, { 'x-planted': 'planted', location: 'https://planted.example' });
      expect(facesOf(await sinkWith(secrets).send(delivery))).not.toContain('planted');
    }
  });
});

it.each([new DOMException('stop', 'AbortError'), new RangeError('no more of this')])(
  'a cancellation is no outcome of the sink: %s',
  async (reason) => {
    answer(200);
    expect(await rejectionOf(sinkWith().send(delivery, { signal: AbortSignal.abort(reason) }))).toBe(reason);
  },
);

describe('the probe', () => {
  it('is a HEAD without body, key or signature, but with the authorization', async () => {
    const requests: unknown[] = [];
    const server = await listenHttp((request, response) => {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => (bytes += chunk.length));
      request.on('end', () => {
        const { method, url, headers } = request;
        requests.push({
          method,
          url,
          bytes,
          names: Object.keys(headers).sort(),
          authorization: headers.authorization,
        });
        response.writeHead(405).end();
      });
    });
    const [secret, authorization] = [new Secret('signing'), new Secret('Bearer abc')];
    const sink = createHttpSink({ url: `${server.url}/v1/updates`, secret, authorization });
    expect(await sink.probe()).toBe('reachable, HEAD answered 405');
    expect(requests).toEqual([
      {
        method: 'HEAD',
        url: '/v1/updates',
        bytes: 0,
        names: ['authorization', 'connection', 'host'],
        authorization: 'Bearer abc',
      },
    ]);
    await server.close();
  });

  it.each([200, 302, 401, 404, 405, 429])('finds a sink that answers %d', async (status) => {
    mock.host.intercept({ path: PATH, method: 'HEAD' }).reply(status);
    expect(await sinkWith().probe()).toBe(`reachable, HEAD answered ${status}`);
  });

  it.each([500, 502, 503])('fails where HEAD answers %d', async (status) => {
    mock.host.intercept({ path: PATH, method: 'HEAD' }).reply(status);
    await expect(sinkWith().probe()).rejects.toThrow(`HEAD answered ${status}`);
  });

  it('fails where nobody answers, with the code alone', async () => {
    const url = await closedUrl();
    const error = await rejectionOf(createHttpSink({ url, secret: null, authorization: null }).probe());
    expect((error as Error).message).toBe('no answer (ECONNREFUSED)');
  });
});

it('reaches no host that a test did not name', async () => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const sink = createHttpSink({ url: ORIGIN, secret: null, authorization: null, dispatcher: agent });
  expect(await sink.send(delivery)).toMatchObject({ outcome: 'unavailable' });
  await agent.close();
});

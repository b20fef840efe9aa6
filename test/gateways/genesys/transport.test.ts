import { errors as undiciErrors } from 'undici';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Secret } from '../../../src/domain/secret.js';
import {
  GenesysAuthError,
  GenesysError,
  GenesysHttpError,
  GenesysShapeError,
  GenesysTransportError,
  GenesysUnreadableError,
} from '../../../src/gateways/genesys/errors.js';
import type { TokenSource } from '../../../src/gateways/genesys/token-source.js';
import { createTransport } from '../../../src/gateways/genesys/transport.js';
import { facesOf } from '../faces-of.js';
import { createMockHost, type MockHost } from '../mock-host.js';
import { rejectionOf } from '../rejection-of.js';

const BASE_URL = 'https://api.genesys.example';
const NOW_MS = Date.parse('2026-11-20T12:00:00Z');
const CORRELATION_ID = 'a0b1c2d3-e4f5-4a6b-8c7d-9e0f1a2b3c4d';
const PHONE = '+4930901820';
const TOKEN = 'planted-token-1';

const schema = z.object({ entities: z.array(z.object({ id: z.uuid(), phone: z.number().optional() })) });
const wanted = { method: 'POST', path: '/api/v2/things/query', body: { phone: PHONE } } as const;

let mock: MockHost;
let tokens: TokenSource & { renewals: number };

beforeEach(() => {
  mock = createMockHost(BASE_URL);
  tokens = {
    renewals: 0,
    current: () => Promise.resolve(new Secret(TOKEN)),
    renewed: () => {
      tokens.renewals += 1;
      return Promise.resolve(new Secret('planted-token-2'));
    },
  };
});

afterEach(async () => {
  vi.restoreAllMocks();
  await mock.agent.close();
});

const transport = () =>
  createTransport({ baseUrl: BASE_URL, tokens, dispatcher: mock.agent, now: () => NOW_MS });

const answer = (
  status: number,
  body: string | object = '',
  headers: Record<string, string | string[]> = {},
) => mock.host.intercept({ path: wanted.path, method: 'POST' }).reply(status, body, { headers });

const failureOf = async (request: Parameters<ReturnType<typeof transport>>[0] = wanted) =>
  rejectionOf(transport()(request, schema));

function expectNothingPlanted(error: unknown): void {
  const faces = facesOf(error);
  for (const planted of ['planted-token', 'planted-secret', PHONE, '901820'])
    expect(faces).not.toContain(planted);
}

describe('a request', () => {
  it('carries the token, says that it takes JSON, and sends its body as JSON', async () => {
    const seen: unknown[] = [];
    mock.host.intercept({ path: wanted.path, method: 'POST' }).reply(200, (options) => {
      seen.push(options.headers, JSON.parse(String(options.body)));
      return { entities: [] };
    });
    expect(await transport()(wanted, schema)).toEqual({ entities: [] });
    expect(seen).toEqual([
      { authorization: `Bearer ${TOKEN}`, accept: 'application/json', 'content-type': 'application/json' },
      { phone: PHONE },
    ]);
  });

  it('has its query encoded behind the path, and never in a message', async () => {
    const query = { 'to.id': 'planted-secret&x=1', state: 'active' };
    const path = `${wanted.path}?to.id=planted-secret%26x%3D1&state=active`;
    mock.host.intercept({ path, method: 'GET' }).reply(200, { entities: [] });
    mock.host.intercept({ path, method: 'GET' }).reply(404, 'planted-secret');
    const asked = { method: 'GET', path: wanted.path, query } as const;
    expect(await transport()(asked, schema)).toEqual({ entities: [] });
    const error = await failureOf(asked);
    expect(String(error)).toBe(`GenesysHttpError: GET ${wanted.path}: HTTP 404`);
    expectNothingPlanted(error);
  });

  it.each([
    {
      body: { code: 'bad.request', message: 'Jane wrote: no', details: [{ fieldName: 'Jane' }] },
      says: ', bad.request',
    },
    { body: { code: 'Jane wrote', message: 'Jane' }, says: '' },
    { body: '<html>Jane</html>', says: '' },
  ])('that is confidential is refused with no more than the code of $body', async ({ body, says }) => {
    answer(400, body);
    const error = await failureOf({ ...wanted, confidential: true });
    expect((error as Error).message).toBe(`POST ${wanted.path}: HTTP 400${says}`);
    expect(facesOf(error)).not.toContain('Jane');
  });

  it('has no content type where it has no body', async () => {
    const seen: unknown[] = [];
    mock.host.intercept({ path: '/api/v2/things', method: 'GET' }).reply(200, ({ headers, body }) => {
      seen.push(headers, body);
      return { entities: [] };
    });
    await transport()({ method: 'GET', path: '/api/v2/things' }, schema);
    expect(seen).toEqual([{ authorization: `Bearer ${TOKEN}`, accept: 'application/json' }, null]);
  });

  it('gives what the schema reads, without the fields that it does not know', async () => {
    answer(200, { entities: [{ id: CORRELATION_ID, more: 1 }], more: 2 });
    expect(await transport()(wanted, schema)).toEqual({ entities: [{ id: CORRELATION_ID }] });
  });

  it('is named by its route, which holds no ids', async () => {
    const path = `/api/v2/things/${CORRELATION_ID}?secret=1`;
    mock.host.intercept({ path, method: 'GET' }).reply(404, '');
    const error = await failureOf({ method: 'GET', path, route: '/api/v2/things/{thingId}' });
    expect((error as Error).message).toBe('GET /api/v2/things/{thingId}: HTTP 404');
    expect(facesOf(error)).not.toContain(CORRELATION_ID);
  });
});

const STATUSES = [
  300, 302, 304, 400, 402, 403, 404, 408, 409, 412, 413, 415, 422, 429, 500, 501, 502, 503, 504,
];
const genesysBody = {
  message: `No ${PHONE}`,
  code: 'some.code',
  status: 0,
  contextId: 'x',
  details: [],
  errors: [],
};
const quiet = STATUSES.filter((status) => status !== 400 && status !== 429);

describe('an answer that is no success', () => {
  it.each(STATUSES)('%d without a body keeps its status', async (status) => {
    answer(status);
    const error = await failureOf();
    expect(error).toBeInstanceOf(GenesysHttpError);
    expect(error).toMatchObject({ status, retryAfterMs: null, correlationId: null });
    expect((error as Error).message).toBe(`POST /api/v2/things/query: HTTP ${status}`);
  });

  it.each(quiet)('%d with a JSON body adds the code and keeps the sentence out', async (status) => {
    answer(status, genesysBody);
    const error = await failureOf();
    expect((error as Error).message).toBe(`POST /api/v2/things/query: HTTP ${status}, some.code`);
    expectNothingPlanted(error);
  });

  it.each(STATUSES)('%d with a body of HTML says nothing of it', async (status) => {
    answer(status, `<html><body>planted-secret ${PHONE}</body></html>`, { 'content-type': 'text/html' });
    const error = await failureOf();
    expect((error as Error).message).toBe(`POST /api/v2/things/query: HTTP ${status}`);
    expectNothingPlanted(error);
  });

  it('of status 400 names the code, the field and the sentence', async () => {
    answer(400, {
      message: 'Value [] is not valid for field type [DIMENSION]',
      code: 'invalid.value',
      details: [{ errorCode: 'x' }, { fieldName: 'segmentFilters' }],
    });
    expect(((await failureOf()) as Error).message).toBe(
      'POST /api/v2/things/query: HTTP 400, invalid.value: field segmentFilters: Value [] is not valid for field type [DIMENSION]',
    );
  });

  it.each([
    { name: 'null fields', body: { code: null, details: null, message: 'too long' }, reason: 'too long' },
    { name: 'a null field name', body: { details: [{ fieldName: null }], message: 'no' }, reason: 'no' },
    {
      name: 'a field name after a null one',
      body: { details: [{ fieldName: null }, { fieldName: 'interval' }], message: 'no' },
      reason: 'field interval: no',
    },
    { name: 'a number for a code', body: { code: 7, message: 'no' }, reason: 'no' },
    { name: 'odd details', body: { details: 'x', code: 'bad.request' }, reason: 'bad.request' },
    { name: 'a sentence for a code', body: { code: `call ${PHONE}`, message: 'no' }, reason: 'no' },
  ])('of status 400 says what it can with $name', async ({ body, reason }) => {
    answer(400, body);
    expect(((await failureOf()) as Error).message).toBe(`POST /api/v2/things/query: HTTP 400, ${reason}`);
  });

  it.each(['[]', 'null', '"text"', '7', '{}', '{"error":{"planted-secret":1}}'])(
    'of status 400 is bare with %s',
    async (body) => {
      answer(400, body);
      expect(((await failureOf()) as Error).message).toBe('POST /api/v2/things/query: HTTP 400');
    },
  );

  it('has a message of bounded length', async () => {
    answer(400, { message: 'x'.repeat(10_000) });
    expect(((await failureOf()) as Error).message.length).toBeLessThan(300);
  });

  it.each([
    { status: 429, headers: { 'retry-after': '42' }, body: '', waitMs: 42_000 },
    { status: 429, headers: { 'inin-ratelimit-reset': '61' }, body: '', waitMs: 61_000 },
    {
      status: 429,
      headers: {},
      body: { message: 'Rate limit exceeded the maximum. Retry the request in [9] seconds', details: null },
      waitMs: 9000,
    },
    { status: 429, headers: {}, body: 'Retry the request in [9] seconds', waitMs: null },
    { status: 503, headers: { 'retry-after': 'Fri, 20 Nov 2026 12:00:30 GMT' }, body: '', waitMs: 30_000 },
    { status: 503, headers: { 'retry-after': 'soon' }, body: '', waitMs: null },
  ])(
    'of status $status with $headers and $body asks to wait $waitMs ms',
    async ({ status, headers, body, waitMs }) => {
      answer(status, body, headers as Record<string, string>);
      expect(await failureOf()).toMatchObject({ status, retryAfterMs: waitMs });
    },
  );

  it('is no renewal of the token, except 401', async () => {
    answer(403, genesysBody);
    await failureOf();
    expect(tokens.renewals).toBe(0);
  });
});

describe('a 401', () => {
  it('is answered once with a renewed token', async () => {
    answer(401, { code: 'bad.credentials', message: 'Invalid login credentials.' });
    const seen: unknown[] = [];
    mock.host.intercept({ path: wanted.path, method: 'POST' }).reply(200, ({ headers, body }) => {
      seen.push(headers, JSON.parse(String(body)));
      return { entities: [] };
    });
    expect(await transport()(wanted, schema)).toEqual({ entities: [] });
    expect(tokens.renewals).toBe(1);
    expect(seen).toMatchObject([{ authorization: 'Bearer planted-token-2' }, { phone: PHONE }]);
  });

  it('twice is a refusal of the credentials, after no third try', async () => {
    answer(401, 'planted-secret', { 'inin-correlation-id': 'first' });
    answer(401, 'planted-secret', { 'inin-correlation-id': CORRELATION_ID });
    const error = await failureOf();
    expect(error).toBeInstanceOf(GenesysAuthError);
    expect((error as Error).message).toBe(
      `POST /api/v2/things/query: HTTP 401 even with a renewed token (correlation id ${CORRELATION_ID})`,
    );
    expect(tokens.renewals).toBe(1);
    mock.agent.assertNoPendingInterceptors();
    expectNothingPlanted(error);
  });

  it('and then another status is that other status', async () => {
    answer(401);
    answer(503, '', { 'retry-after': '3' });
    expect(await failureOf()).toMatchObject({ status: 503, retryAfterMs: 3000 });
  });

  it('ends with what the token source says when it can give no other', async () => {
    answer(401);
    const refusal = new GenesysAuthError('refused', { operation: 'POST /oauth/token', correlationId: null });
    tokens.renewed = () => Promise.reject(refusal);
    expect(await failureOf()).toBe(refusal);
  });
});

describe('a body', () => {
  it.each(['', '{"entities":[{"id":"', '<html>planted-secret</html>', 'undefined', '{"entities":[]}}'])(
    'that is %j is unreadable, and is not repeated in the message',
    async (body) => {
      answer(200, body, { 'inin-correlation-id': CORRELATION_ID });
      const error = await failureOf();
      expect(error).toBeInstanceOf(GenesysUnreadableError);
      expect((error as Error).message).toContain(`not JSON (${body.length} characters)`);
      expect((error as Error).message).toContain(CORRELATION_ID);
      expectNothingPlanted(error);
    },
  );

  it.each([
    { body: [], paths: 'body (invalid_type)' },
    { body: null, paths: 'body (invalid_type)' },
    { body: {}, paths: 'entities (invalid_type)' },
    { body: { entities: [{ id: PHONE }] }, paths: 'entities.0.id (invalid_format)' },
    {
      body: { entities: [{ id: CORRELATION_ID, phone: PHONE }, {}] },
      paths: 'entities.0.phone (invalid_type), entities.1.id (invalid_type)',
    },
  ])('of the wrong shape is told by its paths: $paths', async ({ body, paths }) => {
    answer(200, JSON.stringify(body));
    const error = await failureOf();
    expect(error).toBeInstanceOf(GenesysShapeError);
    expect((error as Error).message).toBe(`POST /api/v2/things/query: unexpected shape at ${paths}`);
    expectNothingPlanted(error);
  });

  it('with many faults names three of them', async () => {
    answer(200, { entities: Array.from({ length: 250 }, () => ({ id: PHONE })) });
    const { message } = (await failureOf()) as Error;
    expect(message.match(/entities\.\d+\.id/g)).toHaveLength(3);
  });

  it('over 8 MiB is refused, whatever its status', async () => {
    const body = 'x'.repeat(8 * 1024 * 1024 + 1);
    for (const status of [200, 500]) {
      answer(status, body);
      const error = await failureOf();
      expect(error).toBeInstanceOf(GenesysShapeError);
      expect((error as Error).message).toContain('over the cap of 8388608 bytes');
    }
  });

  it('of exactly 8 MiB is read', async () => {
    const frame = '{"entities":[],"more":""}';
    answer(200, frame.replace('""', `"${'x'.repeat(8 * 1024 * 1024 - frame.length)}"`));
    expect(await transport()(wanted, schema)).toEqual({ entities: [] });
  });

  it('counts as bytes and not as letters', async () => {
    answer(200, JSON.stringify({ entities: [], more: '€'.repeat(3 * 1024 * 1024) }));
    expect(await failureOf()).toBeInstanceOf(GenesysShapeError);
  });
});

describe('the correlation id', () => {
  it.each([CORRELATION_ID, 'abc_123', 'x'.repeat(64)])('%s stands in the message', async (id) => {
    answer(500, '', { 'ININ-Correlation-Id': id });
    const error = await failureOf();
    expect(error).toMatchObject({ correlationId: id });
    expect((error as Error).message).toBe(`POST /api/v2/things/query: HTTP 500 (correlation id ${id})`);
  });

  it.each([PHONE, 'two words', 'x'.repeat(65), '<b>', 'a;b', ''])(
    '%j is no id and is dropped',
    async (id) => {
      answer(500, '', { 'inin-correlation-id': id });
      const error = await failureOf();
      expect(error).toMatchObject({ correlationId: null });
      expect((error as Error).message).toBe('POST /api/v2/things/query: HTTP 500');
      expectNothingPlanted(error);
    },
  );

  it('that comes twice is dropped', async () => {
    answer(500, '', { 'inin-correlation-id': [CORRELATION_ID, 'other'] });
    expect(await failureOf()).toMatchObject({ correlationId: null });
  });
});

describe('no answer', () => {
  const coded = (code: string) =>
    Object.assign(new Error(`connect ${code} 10.1.2.3:443 planted-secret`), { code });

  it.each([
    { thrown: coded('ECONNREFUSED'), code: 'ECONNREFUSED', sent: 'no' },
    { thrown: coded('ENOTFOUND'), code: 'ENOTFOUND', sent: 'no' },
    { thrown: coded('EAI_AGAIN'), code: 'EAI_AGAIN', sent: 'no' },
    { thrown: coded('CERT_HAS_EXPIRED'), code: 'CERT_HAS_EXPIRED', sent: 'no' },
    { thrown: coded('ECONNRESET'), code: 'ECONNRESET', sent: 'unknown' },
    { thrown: coded('EPIPE'), code: 'EPIPE', sent: 'unknown' },
    { thrown: new undiciErrors.ConnectTimeoutError(), code: 'UND_ERR_CONNECT_TIMEOUT', sent: 'no' },
    { thrown: new undiciErrors.HeadersTimeoutError(), code: 'UND_ERR_HEADERS_TIMEOUT', sent: 'unknown' },
    { thrown: new undiciErrors.BodyTimeoutError(), code: 'UND_ERR_BODY_TIMEOUT', sent: 'unknown' },
    { thrown: new undiciErrors.SocketError('other side closed'), code: 'UND_ERR_SOCKET', sent: 'unknown' },
    { thrown: new AggregateError([coded('ECONNREFUSED')]), code: 'ECONNREFUSED', sent: 'no' },
    { thrown: new Error('failed', { cause: coded('ENOTFOUND') }), code: 'ENOTFOUND', sent: 'no' },
    { thrown: new TypeError('planted-secret'), code: 'TypeError', sent: 'unknown' },
  ])('is told by its code $code; sent: $sent', async ({ thrown, code, sent }) => {
    mock.host.intercept({ path: wanted.path, method: 'POST' }).replyWithError(thrown);
    const error = await failureOf();
    expect(error).toBeInstanceOf(GenesysTransportError);
    expect(error).toMatchObject({ sent, operation: 'POST /api/v2/things/query' });
    expect((error as Error).message).toBe(`POST /api/v2/things/query: no answer (${code})`);
    expect(facesOf(error)).not.toContain('10.1.2.3');
    expectNothingPlanted(error);
  });

  it('within the time for a whole answer is a time-out that may have been sent', async () => {
    const timeout = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(timeout.signal);
    timeout.abort(new DOMException('The operation timed out', 'TimeoutError'));
    answer(200, { entities: [] });
    const error = await failureOf();
    expect(error).toBeInstanceOf(GenesysTransportError);
    expect((error as Error).message).toBe('POST /api/v2/things/query: no answer (TimeoutError)');
  });
});

describe('a cancellation', () => {
  class CancelledFailure extends Error {
    override readonly name = 'CancelledFailure';
  }

  it.each([
    { name: 'as the platform gives it', reason: new DOMException('stop', 'AbortError') },
    { name: 'as Temporal gives it', reason: new CancelledFailure('WORKER_SHUTDOWN') },
    { name: 'with an error of its own', reason: new RangeError('no more of this') },
    { name: 'with no error', reason: 'enough' },
  ])('passes through $name, before the request is sent', async ({ reason }) => {
    const controller = new AbortController();
    controller.abort(reason);
    answer(200, { entities: [] });
    expect(await failureOf({ ...wanted, signal: controller.signal })).toBe(reason);
  });

  it.each([{ reason: new CancelledFailure('CANCELLED') }, { reason: new RangeError('no more of this') }])(
    'passes through while the answer is awaited: $reason.name',
    async ({ reason }) => {
      const controller = new AbortController();
      mock.host
        .intercept({ path: wanted.path, method: 'POST' })
        .reply(() => {
          controller.abort(reason);
          return { statusCode: 200, data: { entities: [] } };
        })
        .delay(60_000);
      expect(await failureOf({ ...wanted, signal: controller.signal })).toBe(reason);
    },
  );
});

it('shows no token, secret or phone number in any kind of failure', async () => {
  const planted = `planted-token-1 planted-secret ${PHONE}`;
  const headers = {
    'inin-correlation-id': planted,
    'retry-after': planted,
    'set-cookie': planted,
    location: `https://elsewhere.example/?token=${encodeURIComponent(planted)}`,
  };
  const bodies = [
    planted,
    `{"${planted}`,
    JSON.stringify({ code: planted, contextId: planted, errors: [planted] }),
  ];
  for (const status of [200, 302, 400, 403, 404, 412, 429, 500, 503]) {
    for (const body of bodies) {
      answer(status, body, headers);
      const error = await failureOf();
      expect(error).toBeInstanceOf(GenesysError);
      expectNothingPlanted(error);
    }
  }
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/domain/secret.js';
import { createIngress } from '../../src/ingress/index.js';
import { createMemoryInbox } from './support/memory-inbox.js';
import {
  BEARER,
  listeningIngress,
  NEW_SECRET,
  OLD_SECRET,
  type ListeningIngress,
} from './support/listening-ingress.js';
import { requestBytes, sendBytes, sendRaw, type RawRequest } from './support/send-raw.js';
import { bearerRequest, CONVERSATION, hubRequest, standardRequest } from './support/signed-requests.js';

let ingress: ListeningIngress;
beforeEach(async () => {
  ingress = await listeningIngress();
});
afterEach(() => ingress.close());

const send = (request: RawRequest) => sendRaw(ingress.port, request);
const statusOf = async (request: RawRequest) => (await send(request)).status;
const withHeaders = (request: RawRequest, ...headers: [string, string][]): RawRequest => ({
  ...request,
  headers: [...request.headers, ...headers],
});

describe('a request that proves its sender', () => {
  it.each<[string, () => RawRequest]>([
    ['Standard Webhooks', () => standardRequest()],
    [
      'Standard Webhooks with the older secret',
      () => standardRequest({ key: Buffer.from(OLD_SECRET.slice(6), 'base64') }),
    ],
    ['Standard Webhooks, four minutes old', () => standardRequest({ atMs: Date.now() - 240_000 })],
    ['Standard Webhooks, four minutes early', () => standardRequest({ atMs: Date.now() + 240_000 })],
    ['X-Hub-Signature-256 in hex', () => hubRequest()],
    ['X-Hub-Signature-256 in base64', () => hubRequest({}, 'base64')],
    ['X-Hub-Signature-256 with the older secret as text', () => hubRequest({ key: OLD_SECRET })],
    ['a bearer token', () => bearerRequest()],
  ])('is taken: %s', async (_, request) => {
    expect(await send(request())).toMatchObject({ status: 202, body: '{"status":"accepted"}' });
    expect(ingress.inbox.entries.size).toBe(1);
    expect(ingress.received).toEqual([...ingress.inbox.entries.values()]);
  });

  it('may carry signatures by other keys and of other versions beside the right one', async () => {
    const request = standardRequest();
    const [, , , signature] = request.headers;
    const list = `v1a,AAAA v1,${'A'.repeat(43)}= ${signature?.[1] ?? ''}`;
    const headers = request.headers.map(([name, value]): [string, string] =>
      name === 'webhook-signature' ? [name, list] : [name, value],
    );
    expect(await statusOf({ ...request, headers })).toBe(202);
  });

  it('has one effect, however often the event comes', async () => {
    const request = standardRequest();
    const copies = await Promise.all(Array.from({ length: 20 }, () => statusOf(request)));
    expect(new Set(copies)).toEqual(new Set([202]));
    expect(ingress.received).toHaveLength(1);
  });

  it('leaves in the inbox what the contract names and nothing else', async () => {
    await send(standardRequest({ id: 'msg_kept' }));
    expect(ingress.inbox.entries.get('msg_kept')).toEqual({
      topic: 'conversation',
      eventId: 'msg_kept',
      conversationId: CONVERSATION.id,
      sessionKey: 'order-17',
      receivedAt: expect.any(String),
      body: {
        eventId: 'msg_kept',
        conversationId: CONVERSATION.id,
        sessionKey: 'order-17',
        kind: 'ended',
        occurredAt: '2026-11-20T10:00:00Z',
        resolution: 'resolved',
        disconnect: null,
        media: null,
        source: 'webhook',
      },
    });
    expect(JSON.stringify([...ingress.inbox.entries.values()])).not.toContain('planted');
  });
});

describe('an event without a signed id', () => {
  const end = (fields: object) =>
    JSON.stringify({ conversationId: 'c-1', sessionId: 's-1', eventTime: 1_795_168_800_000, ...fields });

  it('is known again by its session and time, in either form of time', async () => {
    await send(bearerRequest({ body: end({}) }));
    await send(bearerRequest({ body: end({ eventTime: '2026-11-20T10:00:00.000Z', mediaType: 'MESSAGE' }) }));
    expect([...ingress.inbox.entries.keys()]).toEqual(['customer.end/s-1/2026-11-20T10:00:00Z']);
  });

  it('is known again by its bytes where it has no session', async () => {
    const body = end({ sessionId: undefined });
    await send(hubRequest({ body }));
    await send(hubRequest({ body }, 'base64'));
    await send(hubRequest({ body: `${body} ` }));
    const ids = [...ingress.inbox.entries.keys()];
    expect(ids).toEqual([expect.stringMatching(/^sha256:[0-9a-f]{64}$/), expect.any(String)]);
  });

  it('is not named by a header that nobody signed', async () => {
    expect(await statusOf(withHeaders(hubRequest(), ['webhook-id', 'mine']))).toBe(401);
    expect(ingress.inbox.entries.size).toBe(0);
  });
});

describe('a request that does not prove its sender', () => {
  it('gets one and the same answer and one log line for every cause', async () => {
    const unsigned = { ...hubRequest(), headers: [] };
    const answers = [
      await send(unsigned),
      await send({ ...unsigned, body: Buffer.from('not even JSON, planted') }),
      await send(standardRequest({ key: 'planted key' })),
      await send(standardRequest({ atMs: Date.now() - 301_000 })),
      await send(standardRequest({ atMs: Date.now() + 302_000 })),
      await send(hubRequest({ key: 'planted key' })),
      await send(bearerRequest({}, 'planted')),
      await send(bearerRequest({}, `${BEARER}x`)),
      await send(withHeaders(hubRequest(), ['authorization', `Bearer ${BEARER}`])),
      await send(withHeaders(bearerRequest(), ['authorization', `Bearer ${BEARER}`])),
      await send(withHeaders(bearerRequest(), ['webhook-timestamp', '1'])),
      await send(withHeaders(standardRequest(), ['Webhook-Id', 'msg_1'])),
    ];
    expect(answers.map(({ status, body }) => ({ status, body }))).toEqual(
      answers.map(() => ({ status: 401, body: '{"error":"unauthorized"}' })),
    );
    expect(ingress.logged).toHaveLength(answers.length);
    expect(new Set(ingress.logged).size).toBe(1);
    expect(ingress.logged.join()).not.toContain('planted');
    expect(ingress.inbox.entries.size).toBe(0);
  });

  it('is refused when its digest is spelled in another way', async () => {
    const digest = Buffer.from(hubRequest({}, 'base64').headers[1]?.[1].slice(7) ?? '', 'base64');
    const canonical = digest.toString('base64');
    const last = canonical.charCodeAt(42);
    const spellings = [
      canonical.slice(0, -1),
      `${canonical.slice(0, 42)}${String.fromCharCode(last + 1)}=`,
      digest.toString('base64url'),
      digest.toString('hex').toUpperCase(),
    ];
    for (const spelling of spellings) {
      expect(Buffer.from(spelling, spelling.length > 60 ? 'hex' : 'base64')).toEqual(digest);
      const headers = [['x-hub-signature-256', `sha256=${spelling}`]] as const;
      expect(await statusOf({ ...hubRequest(), headers })).toBe(401);
    }
  });
});

describe('a request that nobody could use', () => {
  it.each(['{', '', 'undefined', '\u0000'])('is 400 when it is signed and not JSON: %j', async (body) => {
    expect(await send(hubRequest({ body }))).toMatchObject({
      status: 400,
      body: '{"error":"badRequest","problems":[{"field":"body","problem":"is not JSON"}]}',
    });
  });

  it('is 400 naming the field, never the value', async () => {
    const body = JSON.stringify({ ...CONVERSATION, state: 'planted-state', endTime: 'planted' });
    const answer = await send(hubRequest({ body }));
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ problems: [{ field: 'state' }, { field: 'endTime' }] });
    expect(answer.body).not.toContain('planted');
  });

  it.each([
    ['GET', '/webhook/coaching', 405, 'post'],
    ['PUT', '/webhook/speech?x=1', 405, 'post'],
    ['DELETE', '/webhook/conversation-ended', 405, 'post'],
    ['OPTIONS', '/webhook/conversation-ended', 405, 'post'],
    ['PROPFIND', '/webhook/conversation-ended', 405, 'post'],
    ['POST', '/healthz', 405, 'get, head'],
    ['POST', '/readyz', 405, 'get, head'],
  ])('is 405 with the method that is allowed: %s %s', async (method, path, status, allow) => {
    const answer = await send({ ...hubRequest(), method, path });
    expect(answer.status).toBe(status);
    expect(answer.headers).toContain(`allow: ${allow}`);
  });

  it.each([
    '/',
    '/webhook',
    '/webhook/',
    '/webhook/coaching/',
    '/WEBHOOK/coaching',
    '/%zz',
    '/webhook/__proto__',
    '/toString',
  ])('is 404 for a path that is not served, whatever is sent there: %s', async (path) => {
    const body = 'x'.repeat(300_000);
    const answer = await send({ ...hubRequest({ body }), path });
    expect(answer).toMatchObject({ status: 404, body: '{"error":"notFound"}' });
  });
});

describe('the limits', () => {
  const LIMIT = 256 * 1024;
  const bodyOf = (bytes: number) => JSON.stringify(CONVERSATION).padEnd(bytes, ' ');

  it('take a body of exactly 256 KiB and not a byte more', async () => {
    expect(await statusOf(hubRequest({ body: bodyOf(LIMIT) }))).toBe(202);
    expect(await statusOf(hubRequest({ body: bodyOf(LIMIT + 1) }))).toBe(413);
    expect(await statusOf(hubRequest({ body: bodyOf(LIMIT * 20) }))).toBe(413);
  });

  it('count a body that does not say its length', async () => {
    const { path, headers } = hubRequest();
    const head = requestBytes({
      method: 'GET',
      path,
      headers: [...headers, ['transfer-encoding', 'chunked']],
      body: Buffer.alloc(0),
    });
    const chunks = `${(LIMIT + 1).toString(16)}\r\n${' '.repeat(LIMIT + 1)}\r\n0\r\n\r\n`;
    const post = Buffer.from(head.toString('latin1').replace(/^GET/, 'POST') + chunks, 'latin1');
    expect((await sendBytes(ingress.port, post)).status).toBe(413);
  });

  it('come before the signature', async () => {
    expect(await statusOf({ ...hubRequest({ body: bodyOf(LIMIT + 1) }), headers: [] })).toBe(413);
  });

  it('give a body five seconds to arrive, then 408', async () => {
    const whole = requestBytes(hubRequest());
    const startedMs = performance.now();
    const answer = await sendBytes(ingress.port, whole.subarray(0, whole.length - 1));
    expect(answer.status).toBe(408);
    expect(performance.now() - startedMs).toBeGreaterThan(4900);
    expect(performance.now() - startedMs).toBeLessThan(8000);
  });
});

describe('when the inbox fails', () => {
  it('answers 503, tells nobody, and takes the same event later', async () => {
    const request = standardRequest();
    ingress.inbox.failure = Object.assign(new Error('Key (event_id)=(planted)'), { name: 'DatabaseError' });
    expect(await send(request)).toMatchObject({ status: 503, body: '{"error":"unavailable"}' });
    expect(ingress.received).toEqual([]);
    expect(ingress.logged).toEqual([expect.stringContaining('DatabaseError')]);
    expect(ingress.logged.join()).not.toContain('planted');
    ingress.inbox.failure = null;
    expect(await statusOf(request)).toBe(202);
    expect(ingress.received).toHaveLength(1);
  });
});

describe('health', () => {
  const get = (path: string): RawRequest => ({ method: 'GET', path, headers: [], body: Buffer.alloc(0) });

  it('is alive', async () => {
    expect(await statusOf(get('/healthz'))).toBe(200);
  });

  it.each<[number, () => Promise<boolean>]>([
    [200, async () => true],
    [503, async () => false],
    [503, () => Promise.reject(new Error('planted'))],
  ])('is ready with %i', async (status, isReady) => {
    const other = await listeningIngress({ isReady });
    const answer = await sendRaw(other.port, get('/readyz'));
    await other.close();
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain('planted');
  });
});

describe('a secret that is none', () => {
  it.each([
    ['INGRESS_SECRETS', [''], null],
    ['INGRESS_SECRETS', ['whsec_'], null],
    ['INGRESS_SECRETS', ['whsec_not base64!'], null],
    ['INGRESS_SECRETS', [NEW_SECRET, 'whsec_YWI'], null],
    ['INGRESS_SECRETS', [], null],
    ['INGRESS_BEARER', [], ''],
  ])('is refused by the name of %s: %j %j', (field, secrets, bearer) => {
    const create = () =>
      createIngress({
        secrets: secrets.map((text) => new Secret(text)),
        bearer: bearer === null ? null : new Secret(bearer),
        inbox: createMemoryInbox(),
        now: () => new Date(),
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        onReceived: () => undefined,
        isReady: async () => true,
      });
    expect(create).toThrow(field);
  });
});

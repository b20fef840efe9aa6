import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultInput } from '../../../simulator/faults/fault.js';
import { requestToken } from '../simulator-client.js';
import { createFaultySimulator, type FaultySimulator } from './faulty-simulator.js';

let world: FaultySimulator;
beforeEach(async () => {
  world = await createFaultySimulator();
});
afterEach(() => world.close());

const set = (what: FaultInput['what'], more: Partial<FaultInput> = {}) =>
  world.simulator.faults.set([{ where: 'query', when: { first: 1 }, what, ...more }]);

describe('an answer of 429', () => {
  it.each([
    { retryAfter: 'seconds', header: '7' },
    { retryAfter: 'absent', header: undefined },
    { retryAfter: 'negative', header: '-5' },
    { retryAfter: 'huge', header: '999999999' },
    { retryAfter: 'garbage', header: 'soon' },
  ] as const)('with $retryAfter has the header $header', async ({ retryAfter, header }) => {
    set({ kind: 'rateLimited', retryAfter, seconds: 7 });
    const { status, headers, text } = await world.page();
    expect(status).toBe(429);
    expect(headers['retry-after']).toBe(header);
    expect(headers['inin-ratelimit-reset']).toBeUndefined();
    expect(text).not.toContain('Retry the request');
    expect((await world.page()).status).toBe(200);
    expect(world.fired()).toEqual([1]);
  });

  it('with a date names a second of real time', async () => {
    set({ kind: 'rateLimited', retryAfter: 'date', seconds: 30 });
    const { headers } = await world.page();
    const waitMs = Date.parse(String(headers['retry-after'])) - Date.now();
    expect(waitMs).toBeGreaterThan(25_000);
    expect(waitMs).toBeLessThanOrEqual(30_000);
  });

  it('can have the sentence with brackets and the counts', async () => {
    set({ kind: 'rateLimited', retryAfter: 'absent', seconds: 9, sentence: true, limitHeaders: true });
    const { headers, text } = await world.page();
    expect(text).toContain('Retry the request in [9] seconds');
    expect(text).toContain('too.many.requests.retry.after');
    expect(headers).toMatchObject({
      'inin-ratelimit-count': '300',
      'inin-ratelimit-allowed': '300',
      'inin-ratelimit-reset': '9',
    });
  });
});

describe('another status', () => {
  it.each([
    { status: 502, body: 'html', type: 'text/html' },
    { status: 500, body: 'json', type: 'application/json; charset=utf-8' },
    { status: 403, body: 'empty', type: undefined },
  ] as const)('of $status comes with a body of $body', async ({ status, body, type }) => {
    set({ kind: 'status', status, body, retryAfterSeconds: 3 });
    const seen = await world.page();
    expect(seen.status).toBe(status);
    expect(seen.headers['content-type']).toBe(type);
    expect(seen.headers['retry-after']).toBe('3');
    expect(seen.text === '').toBe(body === 'empty');
  });

  it('at a sink keeps the delivery out', async () => {
    set({ kind: 'status', status: 503 }, { where: 'coaching' });
    expect((await world.deliver('one')).status).toBe(503);
    expect(world.simulator.sinks.coaching.effects()).toEqual([]);
    expect((await world.deliver('one', 'crm')).status).toBe(201);
  });

  it.each([
    { body: 'json', type: 'application/json; charset=utf-8', length: undefined },
    { body: 'html', type: 'text/html', length: undefined },
    { body: 'empty', type: undefined, length: '0' },
  ] as const)('of $body can come from a sink that has taken the delivery', async ({ body, type, length }) => {
    set({ kind: 'status', status: 500, effect: 'after', body, retryAfterSeconds: 2 }, { where: 'crm' });
    const failed = await world.deliver('one', 'crm');
    expect(failed.status).toBe(500);
    expect(failed.headers).toMatchObject({ 'retry-after': '2' });
    expect(failed.headers['content-type']).toBe(type);
    expect(failed.headers['content-length']).toBe(length ?? String(Buffer.byteLength(failed.text)));
    expect(failed.text).not.toContain('one');
    expect(world.fired()).toEqual([1]);
    expect(world.simulator.sinks.crm.effects()).toMatchObject([{ key: 'one', deliveries: 1 }]);
    expect((await world.deliver('one', 'crm')).status).toBe(200);
    expect(world.simulator.sinks.crm.effects()).toMatchObject([{ key: 'one', deliveries: 2 }]);
  });

  it('after the effect replaces successes only', async () => {
    set({ kind: 'status', status: 503, effect: 'after' }, { where: 'crm', when: { every: 1 } });
    expect((await world.deliver('', 'crm')).status).toBe(400);
    expect(world.fired()).toEqual([0]);
  });

  it('at the token endpoint keeps the token', async () => {
    set({ kind: 'status', status: 500 }, { where: 'token' });
    const { clientId, clientSecret } = world.simulator.credentials;
    const form = { client_id: clientId, client_secret: clientSecret };
    expect((await requestToken(world.simulator, form)).status).toBe(500);
    expect((await requestToken(world.simulator, form)).status).toBe(200);
  });
});

it('the first fault that answers is the only one that happens, and the route never sees the request', async () => {
  world.simulator.faults.set([
    { where: 'coaching', what: { kind: 'latency', ms: 1 } },
    { where: 'coaching', what: { kind: 'status', status: 503 } },
    { where: 'coaching', what: { kind: 'rateLimited' } },
    { where: 'coaching', what: { kind: 'dropped', effect: 'after' } },
  ]);
  expect((await world.deliver('one')).status).toBe(503);
  expect(world.fired()).toEqual([1, 1, 0, 0]);
  expect(world.simulator.sinks.coaching.effects()).toEqual([]);
});

describe('the bytes of an answer', () => {
  it('are cut in the middle of what the header announces', async () => {
    set({ kind: 'truncated', announced: 'whole' });
    await expect(world.page()).rejects.toThrow();
    expect((await world.page()).status).toBe(200);
    expect(world.fired()).toEqual([1]);
  });

  it('are JSON that ends too early, in an answer that seems whole', async () => {
    set({ kind: 'truncated', announced: 'part' });
    const { status, text } = await world.page();
    expect(status).toBe(200);
    expect(text).toMatch(/^\{"entities":\[/);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it.each(['json', 'html', 'empty'] as const)('are no JSON: %s', async (body) => {
    set({ kind: 'malformed', body });
    const { status, text } = await world.page();
    expect(status).toBe(200);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it('are JSON of another shape', async () => {
    set({ kind: 'wrongShape' });
    expect(JSON.parse((await world.page()).text)).toMatchObject({ entities: 'none' });
  });

  it('come in pieces with pauses, and are all there', async () => {
    set({ kind: 'slowBody', pieces: 4, everyMs: 25 });
    const slow = await world.page();
    const quick = await world.page();
    expect(slow.tookMs).toBeGreaterThanOrEqual(70);
    expect(slow.text).toBe(quick.text);
  });
});

describe('time', () => {
  it('passes before the effect, by latency and jitter', async () => {
    set({ kind: 'latency', ms: 30, jitterMs: 10 });
    expect((await world.page()).tookMs).toBeGreaterThanOrEqual(28);
  });

  it('passes before the headers', async () => {
    set({ kind: 'slowHeaders', ms: 40 });
    const { tookMs, status } = await world.page();
    expect(tookMs).toBeGreaterThanOrEqual(38);
    expect(status).toBe(200);
  });
});

describe('tokens', () => {
  it('end with the request that meets the fault: one of them, or all', async () => {
    set({ kind: 'tokenExpired' });
    expect((await world.page()).status).toBe(401);
    const { clientId, clientSecret } = world.simulator.credentials;
    const form = { client_id: clientId, client_secret: clientSecret };
    expect((await requestToken(world.simulator, form)).status).toBe(200);
    set({ kind: 'tokensRevoked' });
    expect((await world.page()).status).toBe(401);
  });

  it('are given for a shorter time than they say', async () => {
    await world.close();
    world = await createFaultySimulator({ now: '2026-03-10T12:00:00Z' });
    set({ kind: 'tokenLife', seconds: 5, announcedSeconds: 600 }, { where: 'token' });
    const { clientId, clientSecret } = world.simulator.credentials;
    const { body } = await requestToken(world.simulator, {
      client_id: clientId,
      client_secret: clientSecret,
    });
    expect(body.expires_in).toBe(600);
    expect(world.fired()).toEqual([1]);
  });
});

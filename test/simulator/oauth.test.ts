import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../simulator/simulator.js';
import { accessTokenOf, call, query, requestToken, sentimentQuery } from './simulator-client.js';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await createSimulator({ conversations: 10, now: '2026-03-10T00:00:00Z' });
});
afterEach(() => simulator.close());

function basic(clientId: string, clientSecret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` };
}

async function statusWith(accessToken: string): Promise<number> {
  return (await query(simulator, accessToken, sentimentQuery(simulator))).status;
}

describe('asking for a token', () => {
  it('works with credentials in the form and as a Basic header', async () => {
    const { clientId, clientSecret } = simulator.credentials;
    const answers = [
      await requestToken(simulator, { client_id: clientId, client_secret: clientSecret }),
      await requestToken(simulator, {}, basic(clientId, clientSecret)),
    ];
    for (const { status, body } of answers) {
      expect([status, body.token_type, body.expires_in]).toEqual([200, 'bearer', 86_399]);
      expect(await statusWith(body.access_token)).toBe(200);
    }
    expect(answers[0]?.body.access_token).not.toBe(answers[1]?.body.access_token);
  });

  it('takes the credentials it was started with', async () => {
    const own = await createSimulator({ conversations: 1, clientId: 'a', clientSecret: 'b:c' });
    const answers = [
      await requestToken(own, {}, basic('a', 'b:c')),
      await requestToken(own, {}, basic('a', 'b')),
    ];
    await own.close();
    expect(answers.map(({ status }) => status)).toEqual([200, 401]);
  });

  it('is refused where the secret was put into the form without encoding', async () => {
    const { clientId, clientSecret } = simulator.credentials;
    const answer = await call(`${simulator.url}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `grant_type=client_credentials&client_id=${clientId}&client_secret=${clientSecret}`,
    });
    expect(answer.status).toBe(401);
  });

  it.each([
    ['no credentials', {}, {}],
    ['a wrong secret', { client_id: 'simulator-client', client_secret: 'wrong' }, {}],
    ['a wrong Basic header', {}, basic('simulator-client', 'wrong')],
  ])('is refused with %s', async (_, form: Record<string, string>, headers: Record<string, string>) => {
    const { status, body } = await requestToken<Record<string, string>>(simulator, form, headers);
    expect(status).toBe(401);
    expect(Object.keys(body)).toEqual(['error', 'description', 'error_description']);
    expect(body['error']).toBe('invalid_client');
  });

  it('answers 400 for another grant, 415 for JSON, 405 for another method', async () => {
    const url = `${simulator.url}/oauth/token`;
    expect(await requestToken(simulator, { grant_type: 'password' })).toMatchObject({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    });
    const json = await call(url, { method: 'POST', body: { grant_type: 'client_credentials' } });
    expect(json.status).toBe(415);
    expect((await call(url)).status).toBe(405);
  });
});

describe('a token', () => {
  it('ends by the simulator’s clock', async () => {
    const accessToken = await accessTokenOf(simulator);
    simulator.clock.set('2026-03-10T23:59:58.999Z');
    expect(await statusWith(accessToken)).toBe(200);
    simulator.clock.set('2026-03-10T23:59:59Z');
    expect(await statusWith(accessToken)).toBe(401);
  });

  it('leaves earlier ones valid', async () => {
    const tokens = [await accessTokenOf(simulator), await accessTokenOf(simulator)];
    expect(await Promise.all(tokens.map(statusWith))).toEqual([200, 200]);
  });

  it('lives as long as it was set to live when it was issued', async () => {
    const long = await accessTokenOf(simulator);
    const control = { method: 'PUT', body: { expiresInSeconds: 60 } } as const;
    expect(await call(`${simulator.url}/simulator/oauth`, control)).toMatchObject({ status: 200 });
    const { clientId, clientSecret } = simulator.credentials;
    const { body: short } = await requestToken(simulator, {}, basic(clientId, clientSecret));
    expect(short.expires_in).toBe(60);
    simulator.clock.set('2026-03-10T00:01:00Z');
    expect([await statusWith(long), await statusWith(short.access_token)]).toEqual([200, 401]);
  });

  it('ends when all are revoked', async () => {
    const accessToken = await accessTokenOf(simulator);
    const answer = await call(`${simulator.url}/simulator/oauth/revoke`, { method: 'POST' });
    expect(answer).toMatchObject({ status: 200, body: { revoked: 1 } });
    expect(await statusWith(accessToken)).toBe(401);
    expect(await statusWith(await accessTokenOf(simulator))).toBe(200);
  });

  it.each([0, -1, 1.5, '60', null, undefined])('refuses %s as a life', async (expiresInSeconds) => {
    const control = { method: 'PUT', body: { expiresInSeconds } } as const;
    expect((await call(`${simulator.url}/simulator/oauth`, control)).status).toBe(400);
  });
});

import { expect, it } from 'vitest';
import { Secret } from '../../../src/domain/secret.js';
import { createGenesysGateway } from '../../../src/gateways/genesys/index.js';
import { listenHttp } from '../loopback-server.js';
import { createMockHost } from '../mock-host.js';

const credentials = { clientId: 'client', clientSecret: new Secret('secret'), scope: null };

it('fetches its token from the login host and its pages from the API host', async () => {
  const { agent } = createMockHost('https://api.example');
  agent
    .get('https://login.example')
    .intercept({ path: '/oauth/token', method: 'POST' })
    .reply(200, { access_token: 'given', expires_in: 300 });
  agent
    .get('https://api.example')
    .intercept({
      path: '/api/v2/analytics/conversations/details/query',
      method: 'POST',
      headers: { authorization: 'Bearer given' },
    })
    .reply(200, { entities: [], total: 0 });
  const urls = { baseUrl: 'https://api.example', loginUrl: 'https://login.example' };
  const gateway = createGenesysGateway({ ...urls, profile: 'documented', credentials, dispatcher: agent });
  const day = { from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z' };
  expect(await gateway.sentiment.fetchSentimentPage(day, { cursor: null })).toMatchObject({ reported: 0 });
  agent.assertNoPendingInterceptors();
  await gateway.close();
});

it('brings its own connections and lets go of them', async () => {
  const server = await listenHttp((_request, response) => {
    response.end('{"access_token":"given","expires_in":300}');
  });
  const gateway = createGenesysGateway({
    ...{ baseUrl: server.url, loginUrl: server.url, profile: 'documented' },
    credentials,
  });
  expect((await gateway.tokens.current()).reveal()).toBe('given');
  await gateway.close();
  await server.close();
});

import { Agent, type Dispatcher } from 'undici';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MODEL_IDS } from '../../../../simulator/speech/models.js';
import { Secret } from '../../../../src/domain/secret.js';
import { createDocumentedWebhooks } from '../../../../src/gateways/genesys/documented/webhooks.js';
import { GenesysHttpError, GenesysShapeError } from '../../../../src/gateways/genesys/errors.js';
import { createTransport } from '../../../../src/gateways/genesys/transport.js';
import { facesOf } from '../../faces-of.js';
import { createMockHost, type MockHost } from '../../mock-host.js';
import { rejectionOf } from '../../rejection-of.js';
import { createWebhookReceiver } from '../../../simulator/live/webhook-receiver.js';
import { accessTokenOf } from '../../../simulator/simulator-client.js';
import { createSpeechSimulator } from '../../../simulator/speech-simulator.js';

const PATH = '/api/v2/integrations/webhooks';
const webhook = {
  name: 'session ends',
  url: 'https://ingress.example/webhook/conversation-ended',
  secret: new Secret('planted words'),
};

let mock: MockHost;

beforeEach(() => {
  mock = createMockHost('https://genesys.example');
});

afterEach(() => mock.agent.close());

type Host = { readonly baseUrl: string; readonly accessToken: string; readonly dispatcher: Dispatcher };

function registryAt({ baseUrl, accessToken, dispatcher }: Host) {
  const token = new Secret(accessToken);
  const tokens = { current: () => Promise.resolve(token), renewed: () => Promise.resolve(token) };
  return createDocumentedWebhooks(createTransport({ baseUrl, tokens, dispatcher }));
}

const registry = () =>
  registryAt({ baseUrl: 'https://genesys.example', accessToken: 'token', dispatcher: mock.agent });

it.each([200, 201])('registers with the document’s body and takes the id from a %d', async (status) => {
  const sent: unknown[] = [];
  mock.host.intercept({ path: PATH, method: 'POST' }).reply(status, ({ body }) => {
    sent.push(JSON.parse(String(body)));
    return { id: 'hook-1', name: 'session ends', enabled: true };
  });
  expect(await registry().registerConversationEnded(webhook)).toStrictEqual({ id: 'hook-1' });
  const { name, url } = webhook;
  expect(sent).toStrictEqual([{ name, url, events: ['conversation:ended'], secret: 'planted words' }]);
});

it.each([{}, { id: '' }, { id: ' ' }, { id: 7 }, { id: 'x'.repeat(201) }])(
  'refuses an answer of %j, which leaves nothing to record',
  async (body) => {
    mock.host.intercept({ path: PATH, method: 'POST' }).reply(201, body);
    const error = await rejectionOf(registry().registerConversationEnded(webhook));
    expect(error).toBeInstanceOf(GenesysShapeError);
    expect(String(error)).toContain(`POST ${PATH}: unexpected shape at id (`);
  },
);

it('passes on the code of a refusal, not the sentence that may quote the secret', async () => {
  const body = { code: 'bad.request', message: 'planted words is too weak' };
  mock.host.intercept({ path: PATH, method: 'POST' }).reply(400, body);
  const error = await rejectionOf(registry().registerConversationEnded(webhook));
  expect(error).toBeInstanceOf(GenesysHttpError);
  expect((error as Error).message).toBe(`POST ${PATH}: HTTP 400, bad.request`);
  expect(facesOf(error)).not.toContain('planted');
});

const speechWebhook = {
  name: 'speech analytics',
  url: 'https://ingress.example/webhook/speech',
  bearer: new Secret('planted-bearer'),
  modelId: MODEL_IDS.deployed,
};

it('registers for one model with the other document’s body, and our bearer where it has no secret', async () => {
  const sent: unknown[] = [];
  mock.host.intercept({ path: '/api/v2/webhooks', method: 'POST' }).reply(201, ({ body }) => {
    sent.push(JSON.parse(String(body)));
    return { id: 'hook-2' };
  });
  expect(await registry().registerSpeechInsights(speechWebhook)).toStrictEqual({ id: 'hook-2' });
  expect(sent).toStrictEqual([
    {
      ...{ name: 'speech analytics', description: 'Tells of speech analytics that have changed' },
      ...{ url: 'https://ingress.example/webhook/speech', type: 'rest', enabled: true },
      events: ['analytics:query:completed', 'speechanalytics:insight:updated'],
      headers: { 'X-Webhook-Source': 'GenesysCloud', Authorization: 'Bearer planted-bearer' },
      filter: { field: 'speechAnalyticsModelId', op: 'eq', value: MODEL_IDS.deployed },
    },
  ]);
});

it('is taken by a host that takes no other form, which then calls us with the bearer, of this model only', async () => {
  const receiver = await createWebhookReceiver();
  const { simulator, update } = await createSpeechSimulator();
  const dispatcher = new Agent();
  const host = { baseUrl: simulator.url, accessToken: await accessTokenOf(simulator), dispatcher };
  const { url } = receiver;
  for (const modelId of [MODEL_IDS.deployed, MODEL_IDS.deprecated])
    await registryAt(host).registerSpeechInsights({ ...speechWebhook, url, modelId });
  await update(simulator.organisation.conversations.idAt(0));
  await Promise.all([dispatcher.close(), simulator.close(), receiver.close()]);
  expect(receiver.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer planted-bearer']);
});

it('passes on no sentence of a refusal that may quote the bearer', async () => {
  const body = { code: 'bad.request', message: 'planted-bearer is no header' };
  mock.host.intercept({ path: '/api/v2/webhooks', method: 'POST' }).reply(400, body);
  const error = await rejectionOf(registry().registerSpeechInsights(speechWebhook));
  expect((error as Error).message).toBe('POST /api/v2/webhooks: HTTP 400, bad.request');
  expect(facesOf(error)).not.toContain('planted');
});

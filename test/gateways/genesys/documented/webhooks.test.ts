import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '../../../../src/domain/secret.js';
import { createDocumentedWebhooks } from '../../../../src/gateways/genesys/documented/webhooks.js';
import { GenesysHttpError, GenesysShapeError } from '../../../../src/gateways/genesys/errors.js';
import { createTransport } from '../../../../src/gateways/genesys/transport.js';
import { facesOf } from '../../faces-of.js';
import { createMockHost, type MockHost } from '../../mock-host.js';
import { rejectionOf } from '../../rejection-of.js';

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

function registry() {
  const token = new Secret('token');
  const tokens = { current: () => Promise.resolve(token), renewed: () => Promise.resolve(token) };
  return createDocumentedWebhooks(
    createTransport({ baseUrl: 'https://genesys.example', tokens, dispatcher: mock.agent }),
  );
}

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

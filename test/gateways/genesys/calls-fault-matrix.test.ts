import { MockAgent } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { failureRowOf, toActivityFailure } from '../../../src/activities/failure-table.js';
import { Secret } from '../../../src/domain/secret.js';
import {
  createGenesysGateway,
  type GenesysGateway,
  type GenesysGatewayOptions,
} from '../../../src/gateways/genesys/index.js';
import { facesOf } from '../faces-of.js';
import { listenHttp } from '../loopback-server.js';
import { rejectionOf } from '../rejection-of.js';
import { API_VERDICTS, BODIES, CLIENT_SECRET, NO_ANSWERS, PERSON, PHONE, TOKEN } from './fault-rows.js';

/*
 * The calls of every process but sentiment against every fault. What a customer said, is called and gave us goes out with three of
 * them and comes in with one, and a host may quote it all in its refusal, or the bearer that it is to call us with: none of it may
 * come back in an error.
 */

const TEXT = 'Planted grievance of mine, word for word';
const HOOK_SECRET = 'planted words only';
const PLANTED = ['planted', '5f0c9a7e41', '8d1b7c22e0', '901820', 'example.org', 'grievance', 'words only'];
const ID = '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d';
const DAY = { from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z' };

type Call = {
  readonly name: string;
  readonly operation: string;
  /** What it sends holds what nobody may read: then a refusal is known by its code alone. */
  readonly confidential: boolean;
  readonly run: (gateway: GenesysGateway) => Promise<unknown>;
};

const CALLS: readonly Call[] = [
  {
    name: 'evaluate',
    operation: 'POST /api/v2/conversations/message/evaluate',
    confidential: true,
    run: ({ virtualAgent }) => virtualAgent.evaluate({ text: TEXT, botId: 'bot-1' }),
  },
  {
    name: 'create',
    operation: 'POST /api/v2/conversations',
    confidential: true,
    run: ({ virtualAgent }) =>
      virtualAgent.createConversation({
        sessionKey: 'order-7',
        botId: 'bot-1',
        to: [{ id: 'bot-1' }],
        from: { id: PHONE, name: 'Planted Person' },
        type: 'chat',
        attributes: { mail: PERSON, note: TEXT },
        message: TEXT,
        queueId: 'queue-1',
      }),
  },
  {
    name: 'list',
    operation: 'GET /api/v2/conversations',
    confidential: false,
    run: ({ virtualAgent }) =>
      virtualAgent.listActiveConversations({ botId: 'planted-bot', cursor: 'planted-cursor' }),
  },
  {
    name: 'record',
    operation: 'POST /api/v2/analytics/conversations/details/query',
    confidential: false,
    run: ({ conversationRecords }) =>
      conversationRecords.fetchConversationRecord({
        ...{ ...DAY, conversationId: ID, cursor: 'planted-cursor' },
      }),
  },
  {
    name: 'webhook',
    operation: 'POST /api/v2/integrations/webhooks',
    confidential: true,
    run: ({ webhooks }) =>
      webhooks.registerConversationEnded({
        name: 'Planted name',
        url: 'https://planted.example.org/webhook/conversation-ended',
        secret: new Secret(HOOK_SECRET),
      }),
  },
  {
    name: 'insights',
    operation: 'GET /api/v2/agentassist/interactions/{interactionId}/insights',
    confidential: true,
    run: ({ insights }) =>
      insights.fetchInsightPage(
        {
          ...{ conversationId: 'planted-interaction', insightTypes: ['summary'], confidenceThreshold: 0.5 },
          ...{ pageSize: 7, sortBy: 'relevance', sortOrder: 'desc' },
        },
        { cursor: 'planted-cursor' },
      ),
  },
  {
    name: 'model',
    operation: 'GET /api/v2/speechanalytics/v1/models/{modelId}',
    confidential: false,
    run: ({ speech }) => speech.findModel('planted-model'),
  },
  {
    name: 'speech',
    operation: 'POST /api/v2/analytics/conversations/summary/query',
    confidential: false,
    run: ({ speech }) =>
      speech.fetchSpeechPage(
        { ...DAY, modelId: 'planted-model', conversationIds: [ID], topics: ['planted topic'] },
        { cursor: '100' },
      ),
  },
  {
    name: 'surveys',
    operation: 'POST /api/v2/analytics/surveys/summary/query',
    confidential: false,
    run: ({ speech }) => speech.fetchSurveyPage({ ...DAY, conversationIds: [ID] }, { cursor: '100' }),
  },
  {
    name: 'speech webhook',
    operation: 'POST /api/v2/webhooks',
    confidential: true,
    run: ({ webhooks }) =>
      webhooks.registerSpeechInsights({
        name: 'Planted name',
        url: 'https://planted.example.org/webhook/speech',
        bearer: new Secret(HOOK_SECRET),
        modelId: 'planted-model',
      }),
  },
];

const toClose: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

function failureOf({ run }: Call, options: Partial<GenesysGatewayOptions> & { baseUrl: string }) {
  const gateway = createGenesysGateway({
    profile: 'documented',
    loginUrl: options.baseUrl,
    credentials: { clientId: 'client', clientSecret: new Secret(CLIENT_SECRET), scope: null },
    timeouts: { connectMs: 150, answerMs: 150 },
    ...options,
  });
  toClose.push(() => Promise.resolve(void gateway.close()));
  return rejectionOf(run(gateway));
}

/** The verdict of the failure table, once every face of the error has been looked at. */
function verdictOf(call: Call, error: unknown) {
  const faces = (facesOf(error) + facesOf(toActivityFailure(error))).toLowerCase();
  for (const planted of PLANTED) expect(faces).not.toContain(planted);
  expect(String(error)).toContain(`${call.operation}: `);
  expect(error).toMatchObject({ operation: call.operation });
  return failureRowOf(error);
}

type Said = string | ((sent: string) => string);

/** A host that gives a token and answers everything else in one way. */
function hostAnswering(status: number, said: Said, headers: Record<string, string> = {}) {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const host = agent.get('https://genesys.example');
  const token = JSON.stringify({ access_token: TOKEN, expires_in: 300 });
  host.intercept({ path: '/oauth/token', method: 'POST' }).reply(200, token).persist();
  for (const method of ['GET', 'POST'])
    host
      .intercept({ path: /^\/api\//, method })
      .reply(
        status,
        ({ path, body }) => (typeof said === 'string' ? said : said(`${path} ${String(body)}`)),
        { headers },
      )
      .persist();
  toClose.push(() => agent.close());
  return { baseUrl: 'https://genesys.example', dispatcher: agent };
}

/** What 412 is for is the details query; what it means elsewhere, nobody has said. */
const VERDICTS = API_VERDICTS.filter(([status]) => status !== 412);

describe.each(CALLS)('$name', (call) => {
  describe.each(Object.entries(BODIES))('with a body of %s', (name, body) => {
    it.each(VERDICTS)('answered with %d is %s, retried: %s', async (status, type, retry) => {
      const error = await failureOf(call, hostAnswering(status, body));
      expect(verdictOf(call, error)).toMatchObject({ type, retry });
      expect(String(error)).toContain(`HTTP ${status}`);
      if (name === 'json' && status !== 401) expect(String(error)).toContain('some.code');
    });
  });

  it('waits as long as the sentence of a 429 asks, whether or not it may be shown', async () => {
    const message = 'Rate limit exceeded the maximum. Retry the request in [9] seconds';
    const body = JSON.stringify({ message, code: 'too.many.requests' });
    const error = await failureOf(call, hostAnswering(429, body));
    expect(verdictOf(call, error)).toEqual({ type: 'RateLimited', retry: true, retryAfterMs: 9000 });
    expect(String(error).includes('Retry the request')).toBe(!call.confidential);
  });

  it.each([
    ['nothing', '', 'Unavailable', true],
    ['a page of HTML', BODIES.html, 'Unavailable', true],
    ['JSON that was cut', `{"id":"${PHONE}`, 'Unavailable', true],
    ['an empty object with a name', '{"planted":1}', 'UnexpectedResponse', false],
    ['a list', `["${PHONE}"]`, 'UnexpectedResponse', false],
    ['null', 'null', 'UnexpectedResponse', false],
    ['over 8 MiB', PHONE.repeat(600_000), 'UnexpectedResponse', false],
  ])('with a success of %s is no success', async (said, body, type, retry) => {
    // Evaluating may find nothing at all: for it alone an object without a known field is an answer.
    const isAnswer = call.name === 'evaluate' && said === 'an empty object with a name';
    const status = isAnswer ? { intentConfidence: 'planted' } : null;
    const error = await failureOf(call, hostAnswering(200, status ? JSON.stringify(status) : body));
    expect(verdictOf(call, error)).toMatchObject({ type, retry });
  });

  describe.each(NO_ANSWERS)('no answer: $name', ({ host, sent, code }) => {
    it('is retried, and says whether it may have been heard', async () => {
      const login = await listenHttp((_request, response) =>
        response.end(JSON.stringify({ access_token: TOKEN, expires_in: 300 })),
      );
      toClose.push(login.close);
      const { baseUrl, close } = await host();
      if (close) toClose.push(close);
      const error = await failureOf(call, { baseUrl, loginUrl: login.url });
      expect(verdictOf(call, error)).toMatchObject({ type: 'Unavailable', retry: true });
      expect(error).toMatchObject({ name: 'GenesysTransportError', sent });
      expect(String(error)).toMatch(code);
    });
  });
});

describe.each(CALLS.filter(({ confidential }) => confidential))('$name', (call) => {
  it.each([400, 409, 422, 429, 500])('quoted by a %d shows nothing of what was sent', async (status) => {
    const quoting = (sent: string) =>
      JSON.stringify({
        message: `Can't take ${sent}`,
        code: 'bad.request',
        details: [{ fieldName: 'attributes.planted' }],
      });
    const error = await failureOf(call, hostAnswering(status, quoting));
    expect(verdictOf(call, error)?.type).toBeDefined();
    expect(String(error)).toContain(`${call.operation}: HTTP ${status}, bad.request`);
  });
});

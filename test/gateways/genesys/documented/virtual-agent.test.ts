import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../../src/domain/secret.js';
import { createDocumentedConversationRecords } from '../../../../src/gateways/genesys/documented/conversation-records.js';
import { createDocumentedVirtualAgent } from '../../../../src/gateways/genesys/documented/virtual-agent.js';
import { GenesysShapeError } from '../../../../src/gateways/genesys/errors.js';
import type { NewConversation } from '../../../../src/gateways/genesys/ports.js';
import { createTransport } from '../../../../src/gateways/genesys/transport.js';
import { facesOf } from '../../faces-of.js';
import { createMockHost, type MockHost } from '../../mock-host.js';
import { rejectionOf } from '../../rejection-of.js';

const BASE_URL = 'https://genesys.example';
const CONVERSATIONS = '/api/v2/conversations';
const EVALUATE = '/api/v2/conversations/message/evaluate';
const DETAILS_QUERY = '/api/v2/analytics/conversations/details/query';
/** The document's own example: no version-4 UUID. */
const ID = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890';
const OTHER_ID = '3b1f2c4d-5e6f-0a8b-1c0d-1e2f3a4b5c6d';

let mock: MockHost;

beforeEach(() => {
  mock = createMockHost(BASE_URL);
});

afterEach(() => mock.agent.close());

function send() {
  const token = new Secret('token');
  const tokens = { current: () => Promise.resolve(token), renewed: () => Promise.resolve(token) };
  return createTransport({ baseUrl: BASE_URL, tokens, dispatcher: mock.agent });
}

const platform = () => createDocumentedVirtualAgent(send());
const records = () => createDocumentedConversationRecords(send());

type Method = 'GET' | 'POST';

function answer(path: string, method: Method, body: object, status = 200): unknown[] {
  const sent: unknown[] = [];
  mock.host.intercept({ path, method }).reply(status, ({ body: said }) => {
    sent.push(said ? JSON.parse(String(said)) : null);
    return body;
  });
  return sent;
}

async function expectRefused(call: Promise<unknown>, operation: string, path: string): Promise<void> {
  const error = await rejectionOf(call);
  expect(error).toBeInstanceOf(GenesysShapeError);
  expect((error as Error).message).toContain(`${operation}: unexpected shape at ${path} (`);
  expect(facesOf(error)).not.toContain('planted');
}

describe('evaluating a message', () => {
  const message = { text: 'I want to cancel my order', botId: 'bot-1' };

  function evaluated(body: object) {
    answer(EVALUATE, 'POST', body);
    return platform().evaluate(message);
  }

  it('sends the text and the bot, and nothing else', async () => {
    const sent = answer(EVALUATE, 'POST', {});
    await platform().evaluate(message);
    expect(sent).toStrictEqual([message]);
  });

  it.each([
    {
      said: { intentName: 'cancel_order', intentConfidence: 0.91, sentimentScore: -0.4 },
      intent: { name: 'cancel_order', confidence: 0.91 },
      sentiment: -0.4,
    },
    {
      said: { intentName: 'a', intentConfidence: 0, sentimentScore: 0 },
      intent: { name: 'a', confidence: 0 },
      sentiment: 0,
    },
    {
      said: { intentName: ' a ', intentConfidence: 1, sentimentScore: -1 },
      intent: { name: 'a', confidence: 1 },
      sentiment: -1,
    },
    { said: { intentName: '', intentConfidence: 0.3, sentimentScore: 1 }, intent: null, sentiment: 1 },
    { said: { intentName: '  ', intentConfidence: 0.3 }, intent: null, sentiment: null },
    {
      said: { intentName: null, intentConfidence: null, sentimentScore: null },
      intent: null,
      sentiment: null,
    },
    { said: { intentConfidence: 0.99, sentimentScore: 0.2 }, intent: null, sentiment: 0.2 },
    { said: {}, intent: null, sentiment: null },
  ])('reads $said', async ({ said, intent, sentiment }) => {
    expect(await evaluated(said)).toStrictEqual({ intent, sentiment });
  });

  it.each([
    { said: { intentName: 'a', intentConfidence: 1.01 }, path: 'intentConfidence' },
    { said: { intentName: '', intentConfidence: 87 }, path: 'intentConfidence' },
    { said: { intentName: 'a', intentConfidence: -0.1 }, path: 'intentConfidence' },
    { said: { intentName: 'a', intentConfidence: 'planted' }, path: 'intentConfidence' },
    { said: { intentName: 'planted' }, path: 'intentConfidence' },
    { said: { intentName: 7 }, path: 'intentName' },
    { said: { sentimentScore: 1.1 }, path: 'sentimentScore' },
    { said: { sentimentScore: -60 }, path: 'sentimentScore' },
    { said: { sentimentScore: 'planted' }, path: 'sentimentScore' },
  ])('refuses $said', async ({ said, path }) => {
    await expectRefused(evaluated(said), `POST ${EVALUATE}`, path);
  });
});

const conversation: NewConversation = {
  sessionKey: 'order-7',
  botId: 'bot-1',
  to: [{ id: 'bot-1', name: 'Support Bot' }],
  from: { id: 'customer-42' },
  type: 'chat',
  attributes: { segment: 'premium', nested: { of: ['any', 1, null] } },
  message: 'I want to cancel my order',
  queueId: null,
};

describe('creating a conversation', () => {
  const body = {
    to: [{ id: 'bot-1', name: 'Support Bot' }],
    from: { id: 'customer-42' },
    type: 'chat',
    attributes: { segment: 'premium', nested: { of: ['any', 1, null] }, sessionKey: 'order-7' },
  };

  it('sends the document’s body with our key among the attributes, and no queue where the bot answers', async () => {
    const sent = answer(CONVERSATIONS, 'POST', { id: ID });
    await platform().createConversation(conversation);
    expect(sent).toStrictEqual([body]);
  });

  it('names the queue where a person shall answer', async () => {
    const sent = answer(CONVERSATIONS, 'POST', { id: ID });
    await platform().createConversation({ ...conversation, queueId: 'human-support-queue' });
    expect(sent).toStrictEqual([{ ...body, routing: { queueId: 'human-support-queue' } }]);
  });

  it('keeps our key even where an attribute has its name', async () => {
    const sent = answer(CONVERSATIONS, 'POST', { id: ID });
    await platform().createConversation({ ...conversation, attributes: { sessionKey: 'theirs' } });
    expect(sent).toMatchObject([{ attributes: { sessionKey: 'order-7' } }]);
  });

  it.each([200, 201])('takes the id from a %d', async (status) => {
    answer(CONVERSATIONS, 'POST', { id: ID.toUpperCase(), type: 'chat', state: 'active', to: [] }, status);
    expect(await platform().createConversation(conversation)).toStrictEqual({ conversationId: ID });
  });

  it.each([
    { said: {}, path: 'id' },
    { said: { id: null }, path: 'id' },
    { said: { id: 'planted' }, path: 'id' },
    { said: { id: 7 }, path: 'id' },
    { said: [], path: 'body' },
  ])('refuses $said', async ({ said, path }) => {
    answer(CONVERSATIONS, 'POST', said);
    await expectRefused(platform().createConversation(conversation), `POST ${CONVERSATIONS}`, path);
  });

  it('can be cancelled', async () => {
    const reason = new DOMException('stop', 'AbortError');
    answer(CONVERSATIONS, 'POST', { id: ID });
    const signal = AbortSignal.abort(reason);
    expect(await rejectionOf(platform().createConversation(conversation, { signal }))).toBe(reason);
  });
});

describe('listing active conversations', () => {
  const query = (botId: string, more = '') => `${CONVERSATIONS}?to.id=${botId}&state=active${more}`;

  function listed(body: object) {
    answer(query('bot-1'), 'GET', body);
    return platform().listActiveConversations({ botId: 'bot-1', cursor: null });
  }

  it('asks by bot and state, and names the next page only when there is one', async () => {
    answer(query('a%26state%3Dclosed'), 'GET', { entities: [], nextPageToken: 'opaque/+=' });
    const bot = { botId: 'a&state=closed' };
    const first = await platform().listActiveConversations({ ...bot, cursor: null });
    expect(first).toStrictEqual({ conversations: [], cursor: 'opaque/+=' });
    answer(query('a%26state%3Dclosed', '&nextPageToken=opaque%2F%2B%3D'), 'GET', { entities: [] });
    const last = await platform().listActiveConversations({ ...bot, cursor: first.cursor });
    expect(last.cursor).toBeNull();
  });

  it('has no body', async () => {
    const sent = answer(query('bot-1'), 'GET', { entities: [] });
    await platform().listActiveConversations({ botId: 'bot-1', cursor: null });
    expect(sent).toEqual([null]);
  });

  it.each([
    { name: 'our key', attributes: { sessionKey: 'order-7', other: 1 }, sessionKey: 'order-7' },
    { name: 'other attributes', attributes: { other: 1 }, sessionKey: null },
    { name: 'a key of another type', attributes: { sessionKey: 7 }, sessionKey: null },
    { name: 'attributes of another type', attributes: 'none', sessionKey: null },
    { name: 'attributes of null', attributes: null, sessionKey: null },
    { name: 'no attributes', attributes: undefined, sessionKey: null },
  ])('reads a conversation with $name', async ({ attributes, sessionKey }) => {
    const { conversations } = await listed({ entities: [{ id: ID.toUpperCase(), attributes }] });
    expect(conversations).toStrictEqual([{ conversationId: ID, sessionKey }]);
  });

  it('leaves out a conversation that says of itself that it is over', async () => {
    const entities = [
      { id: ID, state: 'closed' },
      { id: OTHER_ID, state: 'Active' },
    ];
    expect((await listed({ entities })).conversations).toStrictEqual([
      { conversationId: OTHER_ID, sessionKey: null },
    ]);
  });

  it.each([
    { said: { nextPageToken: 'next', total: 101 }, cursor: 'next' },
    { said: { nextPageToken: '' }, cursor: null },
    { said: { nextPageToken: null }, cursor: null },
  ])('ends, or goes on, as $said says', async ({ said, cursor }) => {
    expect(await listed({ entities: [], ...said })).toStrictEqual({ conversations: [], cursor });
  });

  it.each([
    { said: {}, path: 'entities' },
    { said: { entities: null }, path: 'entities' },
    { said: { entities: [{}] }, path: 'entities.0.id' },
    { said: { entities: [{ id: 'planted' }] }, path: 'entities.0.id' },
    { said: { entities: [], nextPageToken: 7 }, path: 'nextPageToken' },
  ])('refuses $said', async ({ said, path }) => {
    await expectRefused(listed(said), `GET ${CONVERSATIONS}`, path);
  });
});

describe('the record of a session', () => {
  const window = { from: '2026-11-19T02:00:00+02:00', to: '2026-11-21T00:00:00.500Z' };
  const query = { ...window, conversationId: ID, cursor: null };
  const body = {
    dateFrom: '2026-11-19T00:00:00Z',
    dateTo: '2026-11-21T00:00:00.500Z',
    filter: [{ dimension: 'conversationId', operator: 'equals', value: ID }],
    select: ['conversationId', 'startTime', 'endTime', 'resolutionStatus', 'duration'],
  };
  const row = {
    conversationId: ID,
    startTime: '2026-11-19T08:00:00.000Z',
    endTime: '2026-11-19T10:05:00.250+02:00',
    resolutionStatus: 'resolved',
    duration: 300_250,
  };
  const record = {
    startedAt: '2026-11-19T08:00:00Z',
    endedAt: '2026-11-19T08:05:00.250Z',
    resolution: 'resolved',
    durationMs: 300_250,
    hadAgent: null,
    externalTag: null,
    externalContactId: null,
  };

  function fetched(said: object) {
    answer(DETAILS_QUERY, 'POST', said);
    return records().fetchConversationRecord(query);
  }

  it('is asked for in the document’s filter form, its window in UTC, with a token only when there is one', async () => {
    const sent = answer(DETAILS_QUERY, 'POST', { entities: [] });
    await records().fetchConversationRecord(query);
    const later = answer(DETAILS_QUERY, 'POST', { entities: [] });
    await records().fetchConversationRecord({ ...query, cursor: 'opaque/+=' });
    expect([...sent, ...later]).toStrictEqual([body, { ...body, nextPageToken: 'opaque/+=' }]);
  });

  it.each(['entities', 'data'])('is read from %s', async (name) => {
    expect(await fetched({ [name]: [row] })).toStrictEqual({ record, cursor: null });
  });

  it('is read from entities where a host answers both', async () => {
    const { record: read } = await fetched({ entities: [row], data: [{ conversationId: ID }] });
    expect(read).toStrictEqual(record);
  });

  it('is the one of the conversation that was asked for, however its id is spelt', async () => {
    const others = [{ ...row, conversationId: OTHER_ID, resolutionStatus: 'planted' }];
    const rows = [...others, { ...row, conversationId: ID.toUpperCase() }];
    answer(DETAILS_QUERY, 'POST', { entities: rows });
    const asked = { ...query, conversationId: ID.toUpperCase() };
    expect((await records().fetchConversationRecord(asked)).record).toStrictEqual(record);
    expect(await fetched({ entities: others, nextPageToken: 'next' })).toStrictEqual({
      record: null,
      cursor: 'next',
    });
  });

  it.each([
    { lacks: 'endTime', said: undefined, read: { ...record, endedAt: null } },
    { lacks: 'startTime', said: null, read: { ...record, startedAt: null } },
    { lacks: 'resolutionStatus', said: null, read: { ...record, resolution: null } },
    { lacks: 'resolutionStatus', said: '', read: { ...record, resolution: null } },
    { lacks: 'duration', said: undefined, read: { ...record, durationMs: null } },
  ])('has null where the wire says $said for $lacks', async ({ lacks, said, read }) => {
    expect((await fetched({ entities: [{ ...row, [lacks]: said }] })).record).toStrictEqual(read);
  });

  it('keeps a duration of zero apart from none, and a resolution that nobody knows', async () => {
    const odd = { ...row, duration: 0, resolutionStatus: 'Partly_Solved' };
    expect((await fetched({ entities: [odd] })).record).toMatchObject({
      durationMs: 0,
      resolution: 'Partly_Solved',
    });
  });

  it.each([
    { said: {}, path: 'entities' },
    { said: { conversations: [] }, path: 'entities' },
    { said: { entities: 'planted' }, path: 'entities' },
    { said: { entities: [{ ...row, conversationId: 'planted' }] }, path: 'entities.0.conversationId' },
    { said: { data: [{ ...row, endTime: 'planted' }] }, path: 'data.0.endTime' },
    { said: { entities: [{ ...row, startTime: 1_763_539_200_000 }] }, path: 'entities.0.startTime' },
    { said: { entities: [{ ...row, duration: -1 }] }, path: 'entities.0.duration' },
    { said: { entities: [{ ...row, duration: 'PT5M' }] }, path: 'entities.0.duration' },
    { said: { entities: [], nextPageToken: 7 }, path: 'nextPageToken' },
  ])('of another shape is refused at $path', async ({ said, path }) => {
    await expectRefused(fetched(said), `POST ${DETAILS_QUERY}`, path);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivePage } from '../../../simulator/live/active-page.js';
import { call, type ErrorBody } from '../simulator-client.js';
import { BOT, createLiveSimulator, NOW, type LiveSimulator } from './live-simulator.js';

let world: LiveSimulator;
beforeEach(async () => {
  world = await createLiveSimulator();
});
afterEach(() => world.simulator.close());

describe('creating a conversation', () => {
  it('answers with the conversation as the document has it', async () => {
    const { status, body } = await world.create({
      routing: { queueId: 'queue-1' },
      message: 'nobody keeps me',
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      type: 'chat',
      state: 'active',
      to: [{ id: BOT, name: 'Support' }],
      from: { id: 'customer-1' },
      startTime: NOW,
      attributes: { sessionKey: 'key-1' },
    });
    expect(world.simulator.conversations.find(body.id)).toMatchObject({
      queueId: 'queue-1',
      conversation: body,
    });
    expect(JSON.stringify(world.simulator.conversations.find(body.id))).not.toContain('nobody keeps me');
  });

  it('makes another conversation of a repeated request', async () => {
    expect(await world.created()).not.toBe(await world.created());
    expect((await world.get('/simulator/conversations')).body).toEqual({
      total: 2,
      byState: { active: 2, closed: 0 },
      bySessionKey: { 'key-1': 2 },
    });
    const listed = await world.get<{ total: number }>('/simulator/conversations?sessionKey=key-1');
    expect(listed.body.total).toBe(2);
    expect((await world.get('/simulator/conversations?sessionKey=key-2')).body).toMatchObject({ total: 0 });
  });

  const padding = (bytes: number) => ({ attributes: { a: 'x'.repeat(bytes - '{"a":""}'.length) } });

  it.each([
    ['no body', undefined, 'body'],
    ['an empty list to', { to: [] }, 'to'],
    ['a to without any id', { to: [{ name: 'Support' }] }, 'to'],
    ['no from', { from: undefined }, 'from'],
    ['an empty from', { from: {} }, 'from'],
    ['no type', { type: undefined }, 'type'],
    ['attributes that are a list', { attributes: [] }, 'attributes'],
    ['an unknown field', { participants: [] }, 'body'],
    ['40,961 bytes of attributes', padding(40_961), 'attributes'],
    ['attributes that are too long as bytes alone', { attributes: { a: 'ü'.repeat(20_500) } }, 'attributes'],
  ])('refuses %s', async (_, changes, fieldName) => {
    const refused =
      changes === undefined
        ? await world.post<ErrorBody>('/api/v2/conversations')
        : ((await world.create(changes)) as { status: number; body: unknown });
    expect(refused).toMatchObject({ status: 400, body: { details: [{ fieldName }] } });
    expect(world.simulator.conversations.counts().total).toBe(0);
  });

  it('takes 40,960 bytes of attributes', async () => {
    expect((await world.create(padding(40_960))).status).toBe(200);
  });

  it.each([
    '/api/v2/conversations',
    '/api/v2/conversations/message/evaluate',
    '/api/v2/integrations/webhooks',
  ])('asks for a token at %s', async (path) => {
    const answer = await call<ErrorBody>(world.simulator.url + path, { method: 'POST', body: {} });
    expect(answer).toMatchObject({ status: 401, body: { code: 'bad.credentials' } });
  });
});

describe('evaluating a message', () => {
  const evaluate = (body: object) => world.post('/api/v2/conversations/message/evaluate', body);

  it.each([
    [
      'I want to cancel my recent order',
      { intentName: 'cancel_order', intentConfidence: 0.93, sentimentScore: 0 },
    ],
    [
      'I am angry, give me a refund',
      { intentName: 'request_refund', intentConfidence: 0.9, sentimentScore: -0.85 },
    ],
    ['a human, thanks', { intentName: 'speak_to_human', intentConfidence: 0.95, sentimentScore: 0.6 }],
    ['blue elephants', { intentName: '', intentConfidence: 0.12, sentimentScore: 0 }],
    ['cancel confidence=0.42', { intentName: 'cancel_order', intentConfidence: 0.42, sentimentScore: 0 }],
    ['confidence=1 sentiment=-0.8', { intentName: 'stated', intentConfidence: 1, sentimentScore: -0.8 }],
    ['cancel intent= sentiment=0.25', { intentName: '', intentConfidence: 0.93, sentimentScore: 0.25 }],
  ])('reads %j the same every time', async (text, expected) => {
    expect((await evaluate({ text, botId: BOT })).body).toEqual(expected);
    expect((await evaluate({ text, botId: 'another' })).body).toEqual(expected);
  });

  it.each([
    { text: 'cancel' },
    { botId: BOT },
    { text: '', botId: BOT },
    { text: 'a', botId: BOT, lang: 'en' },
  ])('refuses %j', async (body) => {
    expect((await evaluate(body)).status).toBe(400);
  });
});

describe('the list of active conversations', () => {
  async function listAll(): Promise<ActivePage[]> {
    const pages: ActivePage[] = [];
    for (let token = ''; ;) {
      const { body } = await world.active<ActivePage>(`&nextPageToken=${token}`);
      pages.push(body);
      if (body.nextPageToken === undefined) return pages;
      token = body.nextPageToken;
    }
  }
  const open = (count: number, botId = BOT) =>
    Promise.all(
      Array.from({ length: count }, () =>
        world.simulator.conversations.open({ to: [{ id: botId }], from: { id: 'c' }, type: 'chat' }),
      ),
    );

  it('shows those of the bot that have not ended, whole', async () => {
    const { body: conversation } = await world.create();
    const ended = await world.created();
    await open(1, 'another');
    world.simulator.conversations.end(ended);
    expect((await world.active()).body).toEqual({ entities: [conversation], total: 1 });
  });

  it('has pages of 100 in the order of creation', async () => {
    const ids = (await open(201)).map(({ id }) => id);
    const pages = await listAll();
    expect(pages.map(({ entities }) => entities.length)).toEqual([100, 100, 1]);
    expect(pages.map(({ total }) => total)).toEqual([201, 201, 201]);
    expect(pages.flatMap(({ entities }) => entities.map(({ id }) => id))).toEqual(ids);
  });

  it('leaves nobody out when others end between two pages, and shows one that was reopened in its place', async () => {
    const conversations = await open(150);
    const { body: first } = await world.active<ActivePage>();
    for (const { id } of conversations.slice(0, 50)) world.simulator.conversations.end(id);
    world.simulator.conversations.reopen(conversations[0]?.id ?? '');
    const { body: second } = await world.active<ActivePage>(`&nextPageToken=${first.nextPageToken ?? ''}`);
    expect(second.entities).toEqual(conversations.slice(100));
    expect((await listAll())[0]?.entities[0]).toEqual(conversations[0]);
  });

  it.each([
    '',
    '?to.id=bot-1',
    '?state=active',
    '?to.id=bot-1&state=closed',
    '?to.id=bot-1&state=active&size=5',
  ])('refuses the query %j', async (query) => {
    expect((await world.get(`/api/v2/conversations${query}`)).status).toBe(400);
  });

  it('refuses a token of another bot', async () => {
    await open(101, 'another');
    const other = await world.get<ActivePage>('/api/v2/conversations?to.id=another&state=active');
    const { status } = await world.active(`&nextPageToken=${other.body.nextPageToken ?? ''}`);
    expect(status).toBe(400);
  });
});

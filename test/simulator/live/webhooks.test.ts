import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSignatureCheck } from '../../../simulator/standard-webhooks.js';
import { PLANTED_PERSONAL_DATA } from '../../../simulator/webhooks/customer-end.js';
import { call, type ErrorBody } from '../simulator-client.js';
import { createLiveSimulator, NOW, type LiveSimulator } from './live-simulator.js';
import { createWebhookReceiver, type Received, type WebhookReceiver } from './webhook-receiver.js';

const SECRET = `whsec_${Buffer.from('a key that is known to nobody').toString('base64')}`;

let world: LiveSimulator;
let receiver: WebhookReceiver;
const begin = async (...statuses: number[]) => {
  receiver = await createWebhookReceiver(...statuses);
  world = await createLiveSimulator({ webhookRetryDelaysMs: [5, 5, 5] });
};
afterEach(async () => {
  await world.simulator.close();
  await receiver.close();
});

const arrived = (count: number) => expect.poll(() => receiver.received.length).toBe(count);
const counted = (counts: object) =>
  expect.poll(() => world.simulator.webhooks.counts()).toMatchObject(counts);
const end = (id: string) => world.simulator.conversations.end(id);
const first = (): Received => {
  const [arrival] = receiver.received;
  if (!arrival) throw new Error('Nothing has arrived');
  return arrival;
};

describe('registering a webhook', () => {
  beforeEach(() => begin());

  it('answers 201 with an id and never tells the secret again', async () => {
    const { status, body } = await world.register(receiver.url, { secret: SECRET });
    expect(status).toBe(201);
    const shown = { id: expect.any(String) as string, name: 'CRM', url: receiver.url };
    expect(body).toEqual({ ...shown, events: ['conversation:ended'] });
    const { body: control } = await world.get('/simulator/webhooks');
    expect(control).toMatchObject({ webhooks: [body], counts: { events: 0, unsettled: 0 } });
    expect(JSON.stringify(control)).not.toContain(SECRET);
  });

  it('makes another webhook of a repeated request, and has no list of them', async () => {
    const [one, other] = [await world.register(receiver.url), await world.register(receiver.url)];
    expect(one.body.id).not.toBe(other.body.id);
    expect((await world.get('/api/v2/integrations/webhooks')).status).toBe(405);
    expect((await world.get(`/api/v2/integrations/webhooks/${one.body.id}`)).status).toBe(404);
    end(await world.created());
    await arrived(2);
  });

  it.each([
    ['no name', { name: undefined }, 'name'],
    ['an address that is none', { url: 'here' }, 'url'],
    ['an address of another kind', { url: 'ftp://127.0.0.1/' }, 'url'],
    ['no event', { events: [] }, 'events'],
    ['an event that is not known', { events: ['conversation:started'] }, 'events.0'],
    ['an empty secret', { secret: '' }, 'secret'],
    ['an unknown field', { filter: {} }, 'body'],
  ])('refuses %s', async (_, changes, fieldName) => {
    const { status, body } = await world.register(receiver.url, changes);
    expect(status).toBe(400);
    expect((body as unknown as ErrorBody).details[0]?.fieldName).toBe(fieldName);
  });

  it('is undone for all at once', async () => {
    await world.register(receiver.url);
    await call(`${world.simulator.url}/simulator/webhooks`, { method: 'DELETE' });
    end(await world.created());
    expect(world.simulator.webhooks.counts()).toMatchObject({ events: 1, attempts: 0, unsettled: 0 });
  });
});

describe('a delivery', () => {
  it('brings the conversation as it is now, signed with the registered secret', async () => {
    await begin();
    await world.register(receiver.url, { secret: SECRET });
    const closed = end(await world.created());
    await arrived(1);
    expect(first().body).toEqual(closed);
    expect(closed).toMatchObject({ state: 'closed', endTime: NOW, resolutionStatus: 'resolved' });
    const { headers, text } = first();
    expect(headers['content-type']).toBe('application/json');
    expect(createSignatureCheck(SECRET)({ headers, body: Buffer.from(text) })).toBeNull();
  });

  it('uses a secret that is plain text as its bytes', async () => {
    await begin();
    await world.register(receiver.url, { secret: 'webhook-secret' });
    end(await world.created());
    await arrived(1);
    const { headers, text } = first();
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
    const digest = createHmac('sha256', 'webhook-secret').update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${digest}`);
  });

  it('is not signed for a webhook without a secret', async () => {
    await begin();
    await world.register(receiver.url);
    end(await world.created());
    await arrived(1);
    expect(first().headers).toHaveProperty('webhook-id');
    expect(first().headers).not.toHaveProperty('webhook-signature');
  });

  it('is repeated under the same id until it is taken', async () => {
    await begin(500, 302, 202);
    await world.register(receiver.url, { secret: SECRET });
    end(await world.created());
    await counted({ attempts: 3, refused: 2, delivered: 1, givenUp: 0, unsettled: 0 });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
  });

  it('is given up when it was refused often enough, or nobody is there', async () => {
    await begin(500);
    await world.register(receiver.url);
    await world.register('http://127.0.0.1:1/webhook');
    end(await world.created());
    await counted({ attempts: 8, refused: 4, unreachable: 4, givenUp: 2, unsettled: 0 });
  });

  it('tells that a conversation was reopened, and under a new id that it has ended again', async () => {
    await begin();
    await world.register(receiver.url);
    const id = await world.created();
    end(id);
    await arrived(1);
    world.simulator.conversations.reopen(id);
    await arrived(2);
    end(id);
    await arrived(3);
    expect(receiver.received.map(({ body }) => body['state'])).toEqual(['closed', 'active', 'closed']);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
  });

  it('does not come for an end that was to be told to nobody', async () => {
    await begin();
    await world.register(receiver.url);
    const id = await world.created();
    await world.post(`/simulator/conversations/${id}/end`, { notify: false });
    expect(world.simulator.conversations.find(id)?.conversation.state).toBe('closed');
    expect(world.simulator.webhooks.counts()).toMatchObject({ events: 0, attempts: 0 });
  });

  it('comes on command, also for what has not happened, and again under an id that is told', async () => {
    await begin();
    await world.register(receiver.url);
    const id = await world.created();
    const command = { kind: 'ended', eventId: 'event-1' };
    expect((await world.post(`/simulator/conversations/${id}/event`, command)).status).toBe(200);
    await world.post(`/simulator/conversations/${id}/event`, command);
    await arrived(2);
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(['event-1', 'event-1']);
    expect(first().body).toMatchObject({ id, state: 'closed', endTime: NOW });
    expect(world.simulator.conversations.find(id)?.conversation.state).toBe('active');
  });
});

describe('the spelling of triggers', () => {
  it('is upper case and epoch milliseconds, with personal data, signed as a hub does', async () => {
    await begin();
    await world.register(receiver.url, { secret: 'webhook-secret' });
    const spelled = await world.put('/simulator/webhooks/spelling', { spelling: 'customerEnd' });
    expect(spelled.body).toEqual({ spelling: 'customerEnd' });
    const id = await world.created();
    world.simulator.conversations.end(id, { at: '2026-03-10T12:00:05.000Z' });
    await arrived(1);
    const { headers, body, text } = first();
    expect(body).toMatchObject({
      conversationId: id,
      eventTime: Date.parse('2026-03-10T12:00:05.000Z'),
      disconnectType: 'TRANSPORT_FAILURE',
      mediaType: 'CHAT',
      interactingDurationMs: 5000,
      ...PLANTED_PERSONAL_DATA,
    });
    expect(new Set([id, body['participantId'], body['sessionId']]).size).toBe(3);
    const digest = createHmac('sha256', 'webhook-secret').update(text).digest('hex');
    expect(headers['x-hub-signature-256']).toBe(`sha256=${digest}`);
    expect(headers).not.toHaveProperty('webhook-id');
  });

  it('is dotted and has ISO times where live conversations are the model, signed in the same way', async () => {
    await begin();
    await world.register(receiver.url, { secret: 'webhook-secret' });
    await world.put('/simulator/webhooks/spelling', { spelling: 'customerEndDotted' });
    const id = await world.created();
    world.simulator.conversations.end(id, { at: '2026-03-10T12:00:05.000Z' });
    await arrived(1);
    const { headers, body } = first();
    expect(body).toMatchObject({
      ...{ conversationId: id, eventTime: '2026-03-10T12:00:05.000Z', disconnectType: 'transport.failure' },
      ...{ mediaType: 'chat', direction: 'inbound' },
    });
    expect(headers).toHaveProperty('x-hub-signature-256');
  });

  it('has no word for a conversation that goes on', async () => {
    await begin();
    await world.register(receiver.url);
    world.simulator.webhooks.spelling.set({ spelling: 'customerEnd' });
    const id = await world.created();
    end(id);
    await arrived(1);
    world.simulator.conversations.reopen(id);
    end(id);
    await arrived(2);
  });

  it('is refused when it is not known', async () => {
    await begin();
    const { status } = await world.put('/simulator/webhooks/spelling', { spelling: 'shouted' });
    expect(status).toBe(400);
    expect(world.simulator.webhooks.spelling.current()).toEqual({ spelling: 'documented' });
  });
});

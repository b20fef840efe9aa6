import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MODEL_IDS } from '../../simulator/speech/models.js';
import { createWebhookReceiver, type WebhookReceiver } from './live/webhook-receiver.js';
import { call, type ErrorBody } from './simulator-client.js';
import { createSpeechSimulator, NOW, type SpeechSimulator } from './speech-simulator.js';

let world: SpeechSimulator;
let receiver: WebhookReceiver;
const begin = async (...statuses: number[]) => {
  receiver = await createWebhookReceiver(...statuses);
  world = await createSpeechSimulator({ webhookRetryDelaysMs: [5, 5] });
};
afterEach(async () => {
  await world.simulator.close();
  await receiver.close();
});

const idAt = (index: number): string => world.simulator.organisation.conversations.idAt(index);
const filterOf = (value: string) => ({ filter: { field: 'speechAnalyticsModelId', op: 'eq', value } });
const counts = () => world.simulator.speech.webhooks.counts();

describe('registering a webhook of speech analytics', () => {
  beforeEach(() => begin());

  it('answers as the document does, and never tells the headers again', async () => {
    const headers = { 'X-Webhook-Source': 'GenesysCloud', Authorization: 'Bearer planted-bearer' };
    const events = ['analytics:query:completed', 'speechanalytics:insight:updated'];
    const { status, body } = await world.register(receiver.url, {
      description: 'Tells of insights',
      events,
      headers,
      ...filterOf(MODEL_IDS.deployed),
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      name: 'Coaching',
      url: receiver.url,
      type: 'rest',
      enabled: true,
      events,
    });
    const { body: shown } = await world.get('/simulator/speech/webhooks');
    expect(shown).toMatchObject({ webhooks: [body], counts: { events: 0, attempts: 0 } });
    expect(JSON.stringify(shown)).not.toContain('planted-bearer');
  });

  it('makes another webhook of a repeated request, and has no list of them', async () => {
    const [one, other] = [await world.register(receiver.url), await world.register(receiver.url)];
    expect(one.body.id).not.toBe(other.body.id);
    expect((await world.get('/api/v2/webhooks')).status).toBe(405);
    await world.update(idAt(0));
    expect(receiver.received).toHaveLength(2);
  });

  it.each([
    ['no name', { name: undefined }, 'name'],
    ['an address that is none', { url: 'here' }, 'url'],
    ['another type', { type: 'soap' }, 'type'],
    ['nothing of whether it is enabled', { enabled: undefined }, 'enabled'],
    ['no event', { events: [] }, 'events'],
    ['an event of the other form', { events: ['conversation:ended'] }, 'events.0'],
    ['a secret, for which this form has no place', { secret: 'secret' }, 'body'],
    ['a header that is none', { headers: { 'two words': 'a' } }, 'headers.two words'],
    ['a header of two lines', { headers: { 'X-Webhook-Source': 'a\r\nb' } }, 'headers.X-Webhook-Source'],
    ['another operator', { filter: { field: 'speechAnalyticsModelId', op: 'ne', value: 'a' } }, 'filter.op'],
  ])('refuses %s', async (_, changes, fieldName) => {
    const { status, body } = await world.register<ErrorBody>(receiver.url, changes);
    expect(status).toBe(400);
    expect(body.details[0]?.fieldName).toBe(fieldName);
  });

  it('shares its door with the other form', async () => {
    world.simulator.faults.set([{ where: 'webhooks', what: { kind: 'status', status: 503 } }]);
    expect((await world.register(receiver.url)).status).toBe(503);
  });

  it('is undone for all at once', async () => {
    await world.register(receiver.url);
    await call(`${world.simulator.url}/simulator/speech/webhooks`, { method: 'DELETE' });
    await world.update(idAt(0));
    expect(counts()).toMatchObject({ events: 1, attempts: 0 });
  });
});

describe('an insight that is updated', () => {
  it('is told to the registered address, with the registered headers', async () => {
    await begin();
    await world.register(receiver.url, {
      headers: { 'X-Webhook-Source': 'GenesysCloud', 'Content-Type': 'text/html' },
    });
    const { status, body } = await world.update(idAt(7));
    expect(status).toBe(200);
    expect(receiver.received.map((arrival) => arrival.body)).toEqual([body]);
    expect(body).toEqual({
      id: expect.any(String) as string,
      event: 'speechanalytics:insight:updated',
      timestamp: NOW,
      speechAnalyticsModelId: MODEL_IDS.deployed,
      interactionId: idAt(7),
    });
    expect(receiver.received[0]?.headers).toMatchObject({
      'x-webhook-source': 'GenesysCloud',
      'content-type': 'application/json',
    });
  });

  it('has the new score from then on, in the queries and in the truth, and no other answer to its survey', async () => {
    await begin();
    world.simulator.speech.surveySettings.set({ answeredShare: 1, step: null });
    const alone = world.truth().findIndex(({ agents }) => agents.length === 1);
    const before = world.truth()[alone];
    const scoreOf = async () =>
      (await world.speechRows()).find(({ groupId }) => groupId === idAt(alone))?.byMetric.sentiment?.avg;
    await scoreOf();
    await world.update(idAt(alone), { sentiment: -0.77 });
    expect(await scoreOf()).toBe(-0.77);
    expect(world.truth()[alone]).toMatchObject({ sentiment: -0.77, csat: before?.csat });
    await world.update(idAt(alone), { sentiment: null });
    expect(await scoreOf()).toBeUndefined();
    expect(world.truth()[alone]?.sentiment).toBeNull();
    await world.update(idAt(alone));
    expect(await scoreOf()).toBeUndefined();
  });

  it('is told again under an id that is known', async () => {
    await begin();
    await world.register(receiver.url);
    await world.update(idAt(1), { eventId: 'event-1' });
    await world.update(idAt(1), { eventId: 'event-1' });
    expect(receiver.received.map(({ body }) => body['id'])).toEqual(['event-1', 'event-1']);
  });

  it('is told only to those that are enabled, want to know, and ask for this model', async () => {
    await begin();
    await world.register(receiver.url, { enabled: false });
    await world.register(receiver.url, { events: ['analytics:query:completed'] });
    await world.register(receiver.url, filterOf(MODEL_IDS.deprecated));
    await world.update(idAt(1));
    expect(counts()).toMatchObject({ events: 1, attempts: 0 });
    await world.register(receiver.url, filterOf(MODEL_IDS.deployed));
    await world.update(idAt(1));
    expect(counts()).toMatchObject({ events: 2, attempts: 1, delivered: 1 });
  });

  it('is told again until it is taken, or given up', async () => {
    await begin(500, 202, 500);
    await world.register(receiver.url);
    await world.update(idAt(1));
    await expect.poll(counts).toMatchObject({ attempts: 2, refused: 1, delivered: 1 });
    await world.update(idAt(2));
    await expect.poll(counts).toMatchObject({ attempts: 5, refused: 4, givenUp: 1 });
  });

  it('must be one of a known conversation, with a score that there can be', async () => {
    await begin();
    expect((await world.update(crypto.randomUUID())).status).toBe(404);
    const { status, body } = await world.update<ErrorBody>(idAt(0), { sentiment: 72 });
    expect(status).toBe(400);
    expect(body.details[0]?.fieldName).toBe('sentiment');
    expect(counts().events).toBe(0);
  });
});

describe('a query that is completed', () => {
  it('is told with its last page, and not before', async () => {
    await begin();
    await world.register(receiver.url, { events: ['analytics:query:completed'] });
    const { totalCount } = (await world.speech()).body;
    expect(counts().events).toBe(0);
    await world.speech({ offset: totalCount - (totalCount % 100) });
    await expect.poll(() => receiver.received.length).toBe(1);
    expect(receiver.received[0]?.body).toEqual({
      id: expect.any(String) as string,
      event: 'analytics:query:completed',
      timestamp: NOW,
      speechAnalyticsModelId: MODEL_IDS.deployed,
    });
  });
});

describe('with a directory', () => {
  it('registered webhooks and settings outlive the process', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'durable-genesys-speech-'));
    receiver = await createWebhookReceiver();
    const earlier = await createSpeechSimulator({ dataDir });
    await earlier.register(receiver.url);
    earlier.simulator.speech.settings.set({ daysBehind: 1 });
    earlier.simulator.speech.surveySettings.set({ trueR: -0.2 });
    await earlier.simulator.close();

    world = await createSpeechSimulator({ dataDir });
    expect(world.simulator.speech.settings.current().daysBehind).toBe(1);
    expect(world.simulator.speech.surveySettings.current().trueR).toBe(-0.2);
    await world.update(idAt(0));
    expect(receiver.received).toHaveLength(1);
    await rm(dataDir, { recursive: true });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOT, createLiveSimulator, type LiveSimulator } from './live-simulator.js';
import { createWebhookReceiver, type WebhookReceiver } from './webhook-receiver.js';

let world: LiveSimulator;
let receiver: WebhookReceiver;
beforeEach(async () => {
  receiver = await createWebhookReceiver();
  world = await createLiveSimulator();
  await world.register(receiver.url);
});
afterEach(async () => {
  await world.simulator.close();
  await receiver.close();
});

const counts = () => world.simulator.webhooks.counts();
const settled = () => expect.poll(() => counts().unsettled).toBe(0);
const ids = () => receiver.received.map(({ body }) => body['id']);

async function endSome(count: number): Promise<string[]> {
  const ended: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const { id } = await world.simulator.conversations.open({
      to: [{ id: BOT }],
      from: { id: 'c' },
      type: 'chat',
    });
    ended.push(id);
    world.simulator.conversations.end(id);
  }
  return ended;
}

describe('the faults of webhooks', () => {
  it('drop a share that the seed alone decides', async () => {
    const toldWith = async (seed: number): Promise<number[]> => {
      receiver.received.length = 0;
      world.simulator.webhooks.faults.set({ drop: 0.5, seed });
      const ended = await endSome(40);
      await settled();
      return [...ended.keys()].filter((at) => ids().includes(ended[at]));
    };
    const first = await toldWith(7);
    expect(first.length).toBeGreaterThan(8);
    expect(first.length).toBeLessThan(32);
    expect(counts().dropped).toBe(40 - first.length);
    expect(await toldWith(7)).toEqual(first);
    expect(await toldWith(8)).not.toEqual(first);
  });

  it('double under one id', async () => {
    world.simulator.webhooks.faults.set({ duplicate: 1 });
    await endSome(3);
    await expect.poll(() => receiver.received.length).toBe(6);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
    expect(counts()).toMatchObject({ events: 3, duplicated: 3, delivered: 6 });
  });

  it('hold some back and send them in reverse', async () => {
    world.simulator.webhooks.faults.set({ reorder: 4 });
    const ended = await endSome(4);
    await settled();
    expect(ids()).toEqual(ended.toReversed());
  });

  it('let go of those that wait for company when their time is over, or the faults end', async () => {
    world.simulator.webhooks.faults.set({ reorder: 10, reorderForMs: 20 });
    const ended = await endSome(2);
    await settled();
    expect(ids()).toEqual(ended.toReversed());
    world.simulator.webhooks.faults.set({ reorder: 10, reorderForMs: 600_000 });
    const more = await endSome(2);
    world.simulator.webhooks.faults.set({});
    await settled();
    expect(ids().slice(2)).toEqual(more.toReversed());
  });

  it('delay each event', async () => {
    world.simulator.webhooks.faults.set({ delayMs: 60, jitterMs: 20 });
    const beginMs = performance.now();
    await endSome(1);
    await settled();
    // A timer may come a millisecond early.
    expect(performance.now() - beginMs).toBeGreaterThanOrEqual(59);
    expect(counts()).toMatchObject({ delayed: 1, delivered: 1 });
  });

  it('tell of an end before the creation is answered', async () => {
    world.simulator.webhooks.faults.set({ early: 1 });
    let isAnswered = false;
    const arrival = new Promise((resolve) => {
      receiver.whenOneArrives((received) => {
        resolve({ isAnswered, sessionKey: received.body['attributes'] });
      });
    });
    const { body } = await world.create();
    isAnswered = true;
    expect(await arrival).toEqual({ isAnswered: false, sessionKey: { sessionKey: 'key-1' } });
    expect(body.state).toBe('active');
    expect(ids()).toEqual([body.id]);
    expect(counts().early).toBe(1);
  });

  it('are shown, refused when they are wrong, and ended', async () => {
    const faults = await world.put('/simulator/webhooks/faults', { drop: 0.25 });
    expect(faults).toMatchObject({ status: 200, body: { drop: 0.25, duplicate: 0, early: 0, seed: 1 } });
    expect(await world.put('/simulator/webhooks/faults', { drop: 2 })).toMatchObject({
      status: 400,
      body: { details: [{ fieldName: 'drop' }] },
    });
    expect((await world.get('/simulator/webhooks/faults')).body).toMatchObject({ drop: 0.25 });
  });
});

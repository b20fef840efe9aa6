import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivePage } from '../../../simulator/live/active-page.js';
import { BOT, createLiveSimulator, type LiveSimulator } from './live-simulator.js';

let world: LiveSimulator;
beforeEach(async () => {
  world = await createLiveSimulator();
});
afterEach(() => world.simulator.close());

const evaluate = () => world.post('/api/v2/conversations/message/evaluate', { text: 'hello', botId: BOT });
const total = () => world.simulator.conversations.counts().total;

describe('the faults of requests on conversations', () => {
  it('can take an answer away after its effect, or before it', async () => {
    world.simulator.faults.set([
      { where: 'create', when: { requests: [1] }, what: { kind: 'dropped', effect: 'after' } },
      { where: 'create', when: { requests: [2] }, what: { kind: 'dropped', effect: 'before' } },
    ]);
    await expect(world.create()).rejects.toThrow();
    expect(total()).toBe(1);
    await expect(world.create()).rejects.toThrow();
    expect(total()).toBe(1);
    expect((await world.create()).status).toBe(200);
  });

  it('meet only the place that they are set for', async () => {
    const status503 = { kind: 'status', status: 503 } as const;
    world.simulator.faults.set([
      { where: 'create', when: { every: 1 }, what: status503 },
      { where: 'webhooks', when: { every: 1 }, what: status503 },
    ]);
    expect((await world.create()).status).toBe(503);
    expect((await world.register('http://127.0.0.1:1/')).status).toBe(503);
    expect((await evaluate()).status).toBe(200);
    expect((await world.active()).status).toBe(200);
    const { requests } = world.simulator.faults.report();
    expect(requests).toMatchObject({ create: 1, webhooks: 1, evaluate: 1, active: 1, query: 0 });
  });

  it('limit the requests of a minute at each place', async () => {
    world.simulator.faults.set([{ where: 'evaluate', what: { kind: 'minuteLimit', perMinute: 1 } }]);
    expect((await evaluate()).status).toBe(200);
    expect((await evaluate()).status).toBe(429);
  });

  it('break the pages of the active list like those of a query', async () => {
    for (let number = 0; number < 101; number += 1) await world.create();
    world.simulator.faults.set([{ where: 'active', what: { kind: 'repeatedPageToken' } }]);
    const token = (await world.active<ActivePage>()).body.nextPageToken ?? '';
    const { body } = await world.active<ActivePage>(`&nextPageToken=${token}`);
    expect(body.nextPageToken).toBe(token);
    world.simulator.faults.set([{ where: 'active', what: { kind: 'wrongTotal', change: 'higher' } }]);
    expect((await world.active<ActivePage>()).body.total).toBe(108);
  });
});

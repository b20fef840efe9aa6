import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call } from '../simulator-client.js';
import { createLiveSimulator, NOW, type LiveSimulator } from './live-simulator.js';

let world: LiveSimulator;
beforeEach(async () => {
  world = await createLiveSimulator();
});
afterEach(() => world.simulator.close());

const at = (id: string, command = '') => `/simulator/conversations/${id}${command}`;
const stateOf = (id: string) => world.simulator.conversations.find(id)?.conversation.state;

describe('a conversation that ends by command', () => {
  it('is closed with the time and the resolution that the command tells', async () => {
    const id = await world.created();
    const end = { resolutionStatus: 'escalated', at: '2026-03-10T13:00:00.000Z' };
    const { status, body } = await world.post(at(id, '/end'), end);
    expect(status).toBe(200);
    const closed = { id, state: 'closed', endTime: end.at, resolutionStatus: 'escalated' };
    expect(body).toMatchObject(closed);
    expect((await world.get(at(id))).body).toMatchObject({ conversation: closed, queueId: null });
  });

  it('is resolved now when the command tells nothing, and without resolution when it tells null', async () => {
    const { body } = await world.post(at(await world.created(), '/end'));
    expect(body).toMatchObject({ endTime: NOW, resolutionStatus: 'resolved' });
    const silent = await world.post(at(await world.created(), '/end'), { resolutionStatus: null });
    expect(silent.body).not.toHaveProperty('resolutionStatus');
  });

  it('can be reopened, and is then as it was created', async () => {
    const { body: created } = await world.create();
    await world.post(at(created.id, '/end'));
    expect((await world.post(at(created.id, '/reopen'))).body).toEqual(created);
    expect((await world.post(at(created.id, '/end'))).status).toBe(200);
  });

  it('does not end twice, nor reopen while it is active, nor do either when it is not there', async () => {
    const id = await world.created();
    expect((await world.post(at(id, '/reopen'))).status).toBe(409);
    await world.post(at(id, '/end'));
    expect((await world.post(at(id, '/end'))).status).toBe(409);
    expect((await world.post(at('nobody', '/end'))).status).toBe(404);
    expect((await world.post(at(id, '/end'), { at: 'soon' })).status).toBe(400);
  });

  it('is forgotten when all are', async () => {
    const id = await world.created();
    const { url } = world.simulator;
    expect((await call(`${url}/simulator/conversations`, { method: 'DELETE' })).status).toBe(204);
    expect((await world.get(at(id))).status).toBe(404);
    expect((await world.active<{ total: number }>()).body.total).toBe(0);
  });
});

describe('a conversation that ends by script', () => {
  it('has ended before its creation is answered when it ends at once, and is answered as it began', async () => {
    await world.put('/simulator/script', { endAfterMs: 0, resolutionStatus: 'unresolved' });
    const { body } = await world.create();
    expect(body.state).toBe('active');
    expect(world.simulator.conversations.find(body.id)?.conversation).toMatchObject({
      state: 'closed',
      endTime: NOW,
      resolutionStatus: 'unresolved',
    });
  });

  it('ends after so much real time, although the clock stands still', async () => {
    world.simulator.script.set({ endAfterMs: 20 });
    const id = await world.created();
    expect(stateOf(id)).toBe('active');
    await expect.poll(() => stateOf(id)).toBe('closed');
  });

  it('ends when the clock is set past its time, and then in time', async () => {
    world.simulator.script.set({ endAfterMs: 3_600_000 });
    const id = await world.created();
    world.simulator.clock.set('2026-03-10T12:59:59Z');
    expect(stateOf(id)).toBe('active');
    world.simulator.clock.set('2026-03-12T00:00:00Z');
    expect(world.simulator.conversations.find(id)?.conversation).toMatchObject({
      state: 'closed',
      endTime: '2026-03-10T13:00:00.000Z',
    });
  });

  it('goes on when it was reopened: the script has had its end', async () => {
    world.simulator.script.set({ endAfterMs: 3_600_000 });
    const id = await world.created();
    world.simulator.conversations.end(id);
    world.simulator.conversations.reopen(id);
    world.simulator.clock.set('2026-03-12T00:00:00Z');
    expect(stateOf(id)).toBe('active');
  });

  it('ends by what its message or its attributes say', async () => {
    world.simulator.script.set({ perText: [{ contains: 'quick', endAfterMs: 0, resolutionStatus: null }] });
    const [slow, message, attribute] = [
      await world.created(),
      await world.created({ message: 'a quick one' }),
      await world.created({ attributes: { pace: 'quick' } }),
    ];
    expect([slow, message, attribute].map(stateOf)).toEqual(['active', 'closed', 'closed']);
  });

  it('is spread by the seed alone', async () => {
    const endsWith = async (seed: number) => {
      world.simulator.conversations.clear();
      world.simulator.script.set({ endAfterMs: 60_000, spreadMs: 60_000, seed });
      const ids = [await world.created(), await world.created(), await world.created()];
      return ids.map((id) => world.simulator.conversations.find(id)?.scriptedEnd?.atMs);
    };
    const first = await endsWith(1);
    expect(new Set(first).size).toBe(3);
    expect(await endsWith(1)).toEqual(first);
    expect(await endsWith(2)).not.toEqual(first);
  });

  it('shows its script, refuses a wrong one, and goes back to commands', async () => {
    expect((await world.put('/simulator/script', { endAfterMs: 5 })).body).toMatchObject({ endAfterMs: 5 });
    expect(await world.put('/simulator/script', { endAfterMs: -1 })).toMatchObject({
      status: 400,
      body: { details: [{ fieldName: 'endAfterMs' }] },
    });
    expect((await world.get('/simulator/script')).body).toMatchObject({ endAfterMs: 5 });
    await call(`${world.simulator.url}/simulator/script`, { method: 'DELETE' });
    expect((await world.get('/simulator/script')).body).toMatchObject({ endAfterMs: null, perText: [] });
  });
});

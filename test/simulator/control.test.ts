import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../simulator/simulator.js';
import { accessTokenOf, call, query, sentimentQuery } from './simulator-client.js';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await createSimulator({ conversations: 600, now: '2026-03-10T12:00:00Z' });
});
afterEach(() => simulator.close());

describe('the control endpoint', () => {
  it('describes the organisation', async () => {
    const { body } = await call(`${simulator.url}/simulator/organisation`);
    expect(body).toEqual(simulator.organisation.summary());
    expect(body).toMatchObject({
      conversations: 600,
      agents: 10,
      period: { to: '2026-03-10T00:00:00.000Z' },
    });
  });

  it('shows a conversation', async () => {
    const conversation = simulator.organisation.conversations.at(42);
    const url = `${simulator.url}/simulator/conversations`;
    expect((await call(`${url}/${conversation.id}`)).body).toEqual(conversation);
    expect((await call(`${url}/unknown`)).status).toBe(404);
  });

  it('reads and sets the clock that the process reads', async () => {
    const url = `${simulator.url}/simulator/clock`;
    expect((await call(url)).body).toEqual({ now: '2026-03-10T12:00:00.000Z' });
    const set = await call(url, { method: 'PUT', body: { now: '2026-04-01T00:00:00Z' } });
    expect(set).toMatchObject({ status: 200, body: { now: '2026-04-01T00:00:00.000Z' } });
    expect(simulator.clock.now()).toBe('2026-04-01T00:00:00.000Z');
  });

  it.each([{}, { now: 'tomorrow' }, { now: 12 }, []])(
    'refuses %j as a clock and leaves it alone',
    async (body) => {
      expect((await call(`${simulator.url}/simulator/clock`, { method: 'PUT', body })).status).toBe(400);
      expect(simulator.clock.now()).toBe('2026-03-10T12:00:00.000Z');
    },
  );

  it('counts answers per route and status, its own not among them', async () => {
    const accessToken = await accessTokenOf(simulator);
    await query(simulator, accessToken, sentimentQuery(simulator));
    await query(simulator, accessToken, sentimentQuery(simulator));
    await query(simulator, 'nobody', sentimentQuery(simulator));
    await call(`${simulator.url}/elsewhere`);
    const url = `${simulator.url}/simulator/requests`;
    expect((await call(url)).body).toEqual({
      'POST /oauth/token': { 200: 1 },
      'POST /api/v2/analytics/conversations/details/query': { 200: 2, 401: 1 },
      'GET (no route)': { 404: 1 },
    });
    expect((await call(url, { method: 'DELETE' })).status).toBe(204);
    expect((await call(url)).body).toEqual({});
  });

  it('answers 404 for a sink that is not there and 405 for a method it does not know', async () => {
    expect((await call(`${simulator.url}/simulator/sinks/elsewhere`)).status).toBe(404);
    const wrong = await call(`${simulator.url}/simulator/sinks/crm`, { method: 'PUT', body: {} });
    expect(wrong).toMatchObject({ status: 405, headers: { allow: 'GET, DELETE' } });
  });
});

describe('the clock', () => {
  it('runs with real time when it was not given a start', async () => {
    const before = Date.now();
    const running = await createSimulator({ conversations: 1 });
    const nowMs = running.clock.nowMs();
    await running.close();
    expect(nowMs).toBeGreaterThanOrEqual(before);
    expect(nowMs).toBeLessThanOrEqual(Date.now());
  });

  it('runs on from where it is set when it runs', async () => {
    const running = await createSimulator({ conversations: 1, now: '2020-01-01T00:00:00Z', realTime: true });
    const startMs = Date.now();
    running.clock.set('2030-01-01T00:00:00Z');
    while (Date.now() < startMs + 3);
    const advancedMs = running.clock.nowMs() - Date.parse('2030-01-01T00:00:00Z');
    await running.close();
    expect(advancedMs).toBeGreaterThanOrEqual(2);
    expect(advancedMs).toBeLessThan(60_000);
  });

  it('refuses a start that is no date', async () => {
    await expect(createSimulator({ now: 'yesterday' })).rejects.toThrow('now must be an ISO date');
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isDue } from '../../../simulator/faults/when.js';
import { call } from '../simulator-client.js';
import { createFaultySimulator, type FaultySimulator } from './faulty-simulator.js';

let world: FaultySimulator;
beforeEach(async () => {
  world = await createFaultySimulator({ now: '2026-03-10T12:00:00Z' });
});
afterEach(() => world.close());

const path = () => `${world.simulator.url}/simulator/faults`;
const put = (faults: unknown) => call<{ message: string }>(path(), { method: 'PUT', body: { faults } });

describe('the control endpoint of faults', () => {
  it('sets, shows with counts, and clears', async () => {
    const fault = { where: 'query', when: { every: 2 }, what: { kind: 'status', status: 503 } };
    expect((await put([fault])).status).toBe(200);
    const statuses: number[] = [];
    for (let request = 0; request < 4; request += 1) statuses.push((await world.page()).status);
    expect(statuses).toEqual([200, 503, 200, 503]);
    expect((await call(path())).body).toEqual({
      faults: [{ ...fault, what: { ...fault.what, effect: 'before', body: 'json' }, fired: 2 }],
      requests: {
        token: 0,
        query: 4,
        create: 0,
        evaluate: 0,
        active: 0,
        insights: 0,
        webhooks: 0,
        models: 0,
        speech: 0,
        surveys: 0,
        coaching: 0,
        crm: 0,
      },
    });
    expect((await call(path(), { method: 'DELETE' })).status).toBe(204);
    expect((await call(path())).body).toMatchObject({ faults: [], requests: { query: 0 } });
    expect((await world.page()).status).toBe(200);
  });

  it.each([
    { faults: undefined, named: 'faults' },
    { faults: [{ where: 'elsewhere', what: { kind: 'dropped' } }], named: 'faults.0.where' },
    { faults: [{ where: 'query', what: { kind: 'flood' } }], named: 'faults.0.what.kind' },
    { faults: [{ where: 'query', what: { kind: 'status' } }], named: 'faults.0.what.status' },
    { faults: [{ where: 'query', when: { every: 0 }, what: { kind: 'dropped' } }], named: 'faults.0.when' },
    {
      faults: [{ where: 'crm', what: { kind: 'tokenExpired' } }],
      named: 'tokenExpired happens at query, create',
    },
  ])('refuses $faults, names the field and leaves what is set', async ({ faults, named }) => {
    await put([{ where: 'query', what: { kind: 'dropped' } }]);
    const { status, body } = await put(faults);
    expect(status).toBe(400);
    expect(body.message).toContain(named);
    expect(world.simulator.faults.report().faults).toHaveLength(1);
  });
});

describe('when', () => {
  const due = (when: Parameters<typeof isDue>[0], upTo = 10) =>
    Array.from({ length: upTo }, (_, index) => index + 1).filter((number) => isDue(when, number));

  it('is every n-th request, the first n, or those listed', () => {
    expect(due({ every: 3 })).toEqual([3, 6, 9]);
    expect(due({ first: 2 })).toEqual([1, 2]);
    expect(due({ requests: [7, 4] })).toEqual([4, 7]);
  });

  it('is a share of the requests that the seed alone decides', () => {
    const some = due({ probability: 0.3, seed: 8 }, 1000);
    expect(some.length).toBeGreaterThan(250);
    expect(some.length).toBeLessThan(350);
    expect(due({ probability: 0.3, seed: 8 }, 1000)).toEqual(some);
    expect(due({ probability: 0.3, seed: 9 }, 1000)).not.toEqual(some);
    expect(due({ probability: 0, seed: 8 })).toEqual([]);
    expect(due({ probability: 1, seed: 8 })).toHaveLength(10);
  });
});

describe('a limit per client and minute', () => {
  const statuses = async (requests: number) => {
    const seen: number[] = [];
    for (let request = 0; request < requests; request += 1) seen.push((await world.page({ size: 1 })).status);
    return seen;
  };

  it('answers 429 with the time to the next minute of its clock, and tells its counts on the way', async () => {
    world.simulator.faults.set([{ where: 'query', what: { kind: 'minuteLimit', perMinute: 2 } }]);
    world.simulator.clock.set('2026-03-10T12:00:40Z');
    const first = await world.page({ size: 1 });
    expect(first.headers).toMatchObject({
      'inin-ratelimit-count': '1',
      'inin-ratelimit-allowed': '2',
      'inin-ratelimit-reset': '20',
    });
    expect(await statuses(2)).toEqual([200, 429]);
    const refused = await world.page({ size: 1 });
    expect(refused.headers['retry-after']).toBe('20');
    expect(refused.text).toContain('Retry the request in [20] seconds');
    expect(world.fired()).toEqual([2]);
    world.simulator.clock.set('2026-03-10T12:01:00Z');
    expect(await statuses(3)).toEqual([200, 200, 429]);
  });

  it('gives a neighbour its share, evenly over the minute', async () => {
    world.simulator.faults.set([
      { where: 'query', what: { kind: 'minuteLimit', perMinute: 10, neighbour: 6 } },
    ]);
    world.simulator.clock.set('2026-03-10T12:00:00Z');
    expect(await statuses(4)).toEqual([200, 200, 200, 200]);
    world.simulator.clock.set('2026-03-10T12:00:50Z');
    expect(await statuses(2)).toEqual([200, 429]);
  });
});

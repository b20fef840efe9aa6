import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultInput } from '../../../simulator/faults/fault.js';
import { createFaultySimulator, type FaultySimulator } from './faulty-simulator.js';

let world: FaultySimulator;
beforeEach(async () => {
  world = await createFaultySimulator();
});
afterEach(() => world.close());

const codeOf = (request: Promise<unknown>): Promise<string> =>
  request.then(
    () => 'answered',
    (error: unknown) => String((error as { code?: string }).code),
  );

async function untilAnswered(request: () => Promise<unknown>): Promise<string[]> {
  const codes: string[] = [];
  for (const deadline = Date.now() + 5000; codes.at(-1) !== 'answered' && Date.now() < deadline;)
    codes.push(await codeOf(request()));
  return codes;
}

const CUT = /^(UND_ERR_SOCKET|ECONNRESET|EPIPE)$/;

describe('a connection', () => {
  it.each<FaultInput['what']>([
    { kind: 'dropped', effect: 'before' },
    { kind: 'hang', effect: 'before', forMs: 20 },
  ])('is cut before the effect by %j', async (what) => {
    world.simulator.faults.set([{ where: 'coaching', when: { first: 1 }, what }]);
    expect(await codeOf(world.deliver('one'))).toMatch(CUT);
    expect(world.simulator.sinks.coaching.effects()).toEqual([]);
    expect((await world.deliver('one')).status).toBe(201);
    expect(world.fired()).toEqual([1]);
  });

  it.each<FaultInput['what']>([
    { kind: 'dropped', effect: 'after' },
    { kind: 'hang', effect: 'after', forMs: 20 },
  ])('is cut after the effect by %j', async (what) => {
    world.simulator.faults.set([{ where: 'coaching', when: { first: 1 }, what }]);
    expect(await codeOf(world.deliver('one'))).toMatch(CUT);
    expect(world.simulator.sinks.coaching.effects()).toHaveLength(1);
    expect(await world.deliver('one')).toMatchObject({
      status: 200,
      headers: { 'idempotent-replayed': 'true' },
    });
  });

  it('is refused while the listener is closed, at the same address open again afterwards', async () => {
    world.simulator.faults.set([
      { where: 'query', when: { first: 1 }, what: { kind: 'listenerClosed', forMs: 100 } },
    ]);
    const codes = await untilAnswered(() => world.page());
    expect(codes[0]).toMatch(CUT);
    expect(codes).toContain('ECONNREFUSED');
    expect(codes.at(-1)).toBe('answered');
  });

  it('opens at once when the faults are cleared, and the simulator closes while it is refused', async () => {
    const close = () => {
      world.simulator.faults.set([
        { where: 'query', when: { first: 1 }, what: { kind: 'listenerClosed', forMs: 600_000 } },
      ]);
      return codeOf(world.page());
    };
    expect(await close()).toMatch(CUT);
    world.simulator.faults.clear();
    expect((await untilAnswered(() => world.page())).at(-1)).toBe('answered');
    expect(await close()).toMatch(CUT);
  });

  it('is destroyed as it comes in, as often as asked', async () => {
    world.simulator.faults.set([
      { where: 'query', when: { first: 1 }, what: { kind: 'connectionsDestroyed', connections: 2 } },
    ]);
    const codes = await untilAnswered(() => world.page());
    expect(codes).toHaveLength(4);
    for (const code of codes.slice(0, 3)) expect(code).toMatch(CUT);
  });
});

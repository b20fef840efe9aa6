import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlotRequest } from '../../src/store/session-slots.js';
import { createSessionStore, type SessionStore } from '../../src/store/sessions.js';
import { beginning, slotRequest, standing } from './sessions-for-tests.js';
import { STORES, type OpenedStore } from './stores.js';

/** Numbers below `below`, the same ones in each run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe.each(STORES)('slots of a virtual agent on $name', ({ open }) => {
  let opened: OpenedStore;
  let sessions: SessionStore;
  let elsewhere: SessionStore;
  beforeAll(async () => {
    opened = await open();
    ({ sessions } = opened.store);
    elsewhere = createSessionStore(opened.db);
  });
  afterAll(() => opened.close());

  const slotsOf = async (botId: string) => (await sessions.slots()).filter((slot) => slot.botId === botId);
  const heldBy = async (botId: string) =>
    (await slotsOf(botId)).filter(({ status }) => status === 'held').map(({ runId }) => runId);

  /** Sessions that ask one after another. */
  async function queueUp(botId: string, number: number, changes: Partial<SlotRequest> = {}) {
    const requests = Array.from({ length: number }, () => slotRequest(botId, changes));
    for (const request of requests) await sessions.reserveSlot(request);
    return requests;
  }

  it('gives exactly 50 of 500 that ask at the same time over many connections', async () => {
    const botId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, n) =>
        (n % 2 ? sessions : elsewhere).reserveSlot(
          slotRequest(botId, { maxConcurrent: 50, wait: n % 5 === 0 }),
        ),
      ),
    );
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(50);
    const slots = await slotsOf(botId);
    expect(slots.filter(({ status }) => status === 'held')).toHaveLength(50);
    expect(slots.filter(({ status }) => status === 'waiting')).toHaveLength(
      answers.filter((answer) => answer === 'waiting').length,
    );
  });

  it('knows no limit where none is set, and counts each virtual agent by itself', async () => {
    const [botId, other] = [randomUUID(), randomUUID()];
    const unlimited = await queueUp(botId, 5, { maxConcurrent: null, wait: false });
    expect(await heldBy(botId)).toHaveLength(unlimited.length);
    expect(await sessions.reserveSlot(slotRequest(botId, { maxConcurrent: 5, wait: false }))).toBe('full');
    expect(await sessions.reserveSlot(slotRequest(other))).toBe('held');
  });

  it('queues nobody who does not wait', async () => {
    const botId = randomUUID();
    await queueUp(botId, 1);
    expect(await sessions.reserveSlot(slotRequest(botId, { wait: false }))).toBe('full');
    expect(await slotsOf(botId)).toHaveLength(1);
  });

  it('lets nobody who comes later take the slot that a waiter was woken for', async () => {
    const botId = randomUUID();
    const [holder, waiter] = await queueUp(botId, 2);
    if (!holder || !waiter) throw new Error('two were queued');
    expect(await sessions.releaseSlot(holder.runId)).toEqual({ wake: [waiter.workflowId] });
    expect(await sessions.reserveSlot(slotRequest(botId, { wait: false }))).toBe('full');
    expect(await sessions.reserveSlot(slotRequest(botId))).toBe('waiting');
    expect(await sessions.reserveSlot(waiter)).toBe('held');
  });

  it('changes nothing when anything is said again, and wakes again who has not come', async () => {
    const botId = randomUUID();
    await sessions.begin(beginning({ botId }));
    const holder = beginning({ botId });
    await sessions.begin(holder);
    const held = slotRequest(botId, { runId: holder.runId });
    expect([await sessions.reserveSlot(held), await sessions.reserveSlot(held)]).toEqual(['held', 'held']);
    const [first, second] = await queueUp(botId, 2);
    if (!first || !second) throw new Error('two were queued');
    const before = await slotsOf(botId);
    expect(await sessions.reserveSlot(first)).toBe('waiting');
    expect(await slotsOf(botId)).toEqual(before);
    const freed = await sessions.releaseSlot(holder.runId);
    expect(freed).toEqual({ wake: [first.workflowId] });
    expect(await sessions.releaseSlot(holder.runId)).toEqual(freed);
    expect(await sessions.reserveSlot(first)).toBe('held');
    expect(await sessions.releaseSlot(holder.runId)).toEqual({ wake: [] });
    expect(await heldBy(botId)).toEqual([first.runId]);
  });

  it('forgets a waiter that gives up, and lets those behind it move up', async () => {
    const botId = randomUUID();
    const [holder, quitter, next] = await queueUp(botId, 3);
    if (!holder || !quitter || !next) throw new Error('three were queued');
    expect(await sessions.releaseSlot(quitter.runId)).toEqual({ wake: [] });
    expect(await sessions.releaseSlot(holder.runId)).toEqual({ wake: [next.workflowId] });
  });

  it('wakes only those whose own limit leaves room', async () => {
    const botId = randomUUID();
    const holders = await queueUp(botId, 3, { maxConcurrent: 3 });
    const [narrow] = await queueUp(botId, 1, { maxConcurrent: 1 });
    const [wide] = await queueUp(botId, 1, { maxConcurrent: 4 });
    expect(await sessions.releaseSlot(holders[0]?.runId ?? '')).toEqual({ wake: [wide?.workflowId] });
    await sessions.releaseSlot(holders[1]?.runId ?? '');
    expect(await sessions.releaseSlot(holders[2]?.runId ?? '')).toEqual({
      wake: [narrow?.workflowId, wide?.workflowId],
    });
  });

  it('serves waiters in the order in which they came, in whatever order slots are freed', async () => {
    const random = seeded(5);
    const botId = randomUUID();
    const all = await queueUp(botId, 40, { maxConcurrent: 4 });
    const byWorkflow = new Map(all.map((request) => [request.workflowId, request]));
    const served = all.slice(0, 4).map(({ runId }) => runId);
    let holders = [...served];
    while (holders.length > 0) {
      const woken: string[] = [];
      for (let freed = 0; freed <= random(3) && holders.length > 0; freed++) {
        const [leaving] = holders.splice(random(holders.length), 1);
        woken.push(...(await sessions.releaseSlot(leaving ?? '')).wake);
      }
      // A later waiter may answer its call before an earlier one does.
      for (const workflowId of [...new Set(woken)].reverse()) {
        const request = byWorkflow.get(workflowId);
        if (request && (await sessions.reserveSlot(request)) === 'held') served.push(request.runId);
      }
      holders = await heldBy(botId);
      expect(holders.length).toBeLessThanOrEqual(4);
      expect(new Set(served)).toEqual(new Set(all.slice(0, served.length).map(({ runId }) => runId)));
    }
    expect(served).toHaveLength(all.length);
  });

  it('leaves nobody waiting when 80 sessions come and go at the same time', async () => {
    const botId = randomUUID();
    const bells = new Map<string, () => void>();
    let [live, most] = [0, 0];
    const stay = async (request: SlotRequest, store: SessionStore) => {
      for (;;) {
        const rung = new Promise<void>((resolve) => bells.set(request.workflowId, resolve));
        if ((await store.reserveSlot(request)) === 'held') break;
        await rung;
      }
      most = Math.max(most, ++live);
      await store.slots();
      live--;
      const { wake } = await store.releaseSlot(request.runId);
      for (const workflowId of wake) bells.get(workflowId)?.();
    };
    await Promise.all(
      Array.from({ length: 80 }, (_, n) =>
        stay(slotRequest(botId, { maxConcurrent: 5 }), n % 2 ? sessions : elsewhere),
      ),
    );
    expect(most).toBeLessThanOrEqual(5);
    expect(await slotsOf(botId)).toEqual([]);
  });

  it('never forgets who begins to wait while the slot is given back', async () => {
    const holders = [];
    for (let n = 0; n < 200; n++) holders.push(...(await queueUp(randomUUID(), 1)));
    const races = holders.map(async ({ runId, botId }) => {
      const late = slotRequest(botId);
      const [answer, { wake }] = await Promise.all([
        elsewhere.reserveSlot(late),
        sessions.releaseSlot(runId),
      ]);
      return answer === 'held' || wake.includes(late.workflowId);
    });
    expect((await Promise.all(races)).filter((isServed) => !isServed)).toEqual([]);
  });

  it('frees what closed runs held and waited for, of several virtual agents at once', async () => {
    const [botId, other] = [randomUUID(), randomUUID()];
    const [holder, deadWaiter, waiter] = await queueUp(botId, 3);
    const [otherHolder, otherWaiter] = await queueUp(other, 2);
    const closed = [holder, deadWaiter, otherHolder].map((request) => request?.runId ?? '');
    const freed = await sessions.freeSlots(closed);
    expect(new Set(freed.wake)).toEqual(new Set([waiter?.workflowId, otherWaiter?.workflowId]));
    expect((await slotsOf(botId)).map(({ runId }) => runId)).toEqual([waiter?.runId]);
    expect(await sessions.freeSlots([])).toEqual({ wake: [] });
  });

  it('calls the session of a closed run failed while it is live, and lets every other state stand', async () => {
    const botId = randomUUID();
    const [live, settled] = [beginning({ botId }), beginning({ botId })];
    for (const session of [live, settled]) await sessions.begin(session);
    await sessions.update(standing(live.runId, { state: 'ended', nextWakeUpAt: '2026-11-22T00:00:00Z' }));
    await sessions.update(standing(settled.runId, { state: 'settled' }));
    await sessions.reserveSlot(slotRequest(botId, { runId: live.runId }));
    const [waiter] = await queueUp(botId, 1);
    const freed = await sessions.freeSlots([live.runId, settled.runId]);
    expect(freed).toEqual({ wake: [waiter?.workflowId] });
    expect(await sessions.freeSlots([live.runId, settled.runId])).toEqual(freed);
    const rows = (await sessions.list({ since: new Date(0) })).filter((row) => row.botId === botId);
    expect(Object.fromEntries(rows.map(({ runId, state }) => [runId, state]))).toEqual({
      [live.runId]: 'failed',
      [settled.runId]: 'settled',
    });
    expect(rows.map(({ nextWakeUpAt }) => nextWakeUpAt)).toEqual([null, null]);
  });
});

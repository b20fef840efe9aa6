import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultInput } from '../../simulator/faults/fault.js';
import { createInsightSimulator, type InsightSimulator } from './insights-client.js';

let world: InsightSimulator;
beforeEach(async () => {
  world = await createInsightSimulator();
  world.simulator.insights.setting.set({
    perConversation: { min: 50, max: 50 },
    shares: {},
    conversations: {},
  });
});
afterEach(() => world.simulator.close());

const set = (what: FaultInput['what']) => world.simulator.faults.set([{ where: 'insights', what }]);
const read = (limit?: number) => world.pages(world.idAt(0), { maxResults: '20' }, limit);

describe('the pages of insights', () => {
  it('lead to themselves for ever', async () => {
    set({ kind: 'repeatedPageToken' });
    const pages = await read(5);
    expect(new Set(pages.map(({ nextPageToken }) => nextPageToken)).size).toBe(1);
    expect(pages[4]?.entities).toEqual(pages[1]?.entities);
  });

  it('bring insights of the page before again', async () => {
    set({ kind: 'duplicates', entities: 3 });
    const [first, second] = await read();
    expect(second?.entities.slice(0, 3)).toEqual(first?.entities.slice(-3));
    expect(second?.entities).toHaveLength(23);
  });

  it.each([
    { change: 'higher', total: 57 },
    { change: 'lower', total: 43 },
    { change: 'absent', total: undefined },
  ] as const)('tell a count that is $change', async ({ change, total }) => {
    set({ kind: 'wrongTotal', change });
    expect((await read()).map((page) => page.totalCount)).toEqual([total, total, total]);
  });

  it('have a place of their own, whatever the conversation and the query', async () => {
    set({ kind: 'status', status: 503 });
    expect((await world.page(world.idAt(1))).status).toBe(503);
    expect((await world.page(world.idAt(2), { sort: 'confidence' })).status).toBe(503);
    expect(world.simulator.faults.report().requests).toMatchObject({ insights: 2, query: 0 });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultInput } from '../../simulator/faults/fault.js';
import { isOdd } from '../../simulator/faults/odd-entity.js';
import type { Group } from '../../simulator/speech/group-page.js';
import { MODEL_IDS } from '../../simulator/speech/models.js';
import { createSpeechSimulator, type SpeechSimulator } from './speech-simulator.js';

let world: SpeechSimulator;
beforeEach(async () => {
  world = await createSpeechSimulator();
});
afterEach(() => world.simulator.close());

const set = (
  where: 'speech' | 'surveys',
  what: FaultInput['what'],
  when: FaultInput['when'] = { every: 1 },
) => world.simulator.faults.set([{ where, when, what }]);
const fired = () => world.simulator.faults.report().faults.map((fault) => fault.fired);

describe('the faults of requests', () => {
  it('meet the models, speech analytics and surveys apart', async () => {
    const status503 = { kind: 'status', status: 503 } as const;
    world.simulator.faults.set([
      { where: 'models', when: { first: 1 }, what: status503 },
      { where: 'speech', when: { first: 1 }, what: { kind: 'rateLimited' } },
      { where: 'surveys', when: { first: 1 }, what: { kind: 'status', status: 500 } },
    ]);
    expect((await world.model(MODEL_IDS.deployed)).status).toBe(503);
    expect((await world.speech()).status).toBe(429);
    expect((await world.surveys()).status).toBe(500);
    expect((await world.model(MODEL_IDS.deployed)).status).toBe(200);
    const { requests } = world.simulator.faults.report();
    expect(requests).toMatchObject({ models: 2, speech: 1, surveys: 1, query: 0, webhooks: 0 });
  });

  it.each([
    { where: 'speech', what: { kind: 'duplicates' } },
    { where: 'models', what: { kind: 'wrongTotal', change: 'absent' } },
    { where: 'query', what: { kind: 'shiftedOffset' } },
    { where: 'speech', what: { kind: 'shiftedOffset', rows: 0 } },
  ])('are refused where they make no sense: %o', async (fault) => {
    expect((await world.put('/simulator/faults', { faults: [fault] })).status).toBe(400);
  });
});

describe.each(['speech', 'surveys'] as const)('a page of %s', (where) => {
  type Rows = Partial<Group>[];
  const rows = async (): Promise<Rows> => (where === 'speech' ? world.speechRows() : world.surveyRows());
  const page = async (offset: number) => (await world[where]({ offset })).body;
  // Enough surveys for three pages.
  beforeEach(() => {
    world.simulator.speech.surveySettings.set({ answeredShare: 0.4, answeredAfterMs: [0], spreadMs: 0 });
  });

  it('begins with rows of the one before when rows came in, and the total says so for once', async () => {
    const all = await rows();
    set(where, { kind: 'shiftedOffset', rows: 5 }, { requests: [2] });
    expect(await page(0)).toMatchObject({ byGroup: all.slice(0, 100), totalCount: all.length });
    expect(await page(100)).toEqual({
      byGroup: all.slice(95, 195),
      totalCount: all.length + 5,
      pageSize: 100,
      offset: 100,
    });
    expect(await page(200)).toMatchObject({ byGroup: all.slice(200, 300), totalCount: all.length });
    expect(fired()).toEqual([1]);
  });

  it('begins too late when rows have gone', async () => {
    const all = await rows();
    set(where, { kind: 'shiftedOffset', rows: -3 });
    expect((await page(0)).byGroup).toEqual(all.slice(0, 100));
    expect(await page(100)).toMatchObject({ byGroup: all.slice(103, 203), totalCount: all.length - 3 });
    expect(await page(200)).toMatchObject({ byGroup: all.slice(203, 303), offset: 200 });
    expect(fired()).toEqual([2]);
  });

  it('is not shifted to before its begin, and a bad offset stays one', async () => {
    set(where, { kind: 'shiftedOffset', rows: 50 });
    const all = (await page(0)).byGroup;
    expect((await page(49)).byGroup[0]).toEqual(all[49]);
    expect((await page(50)).byGroup[0]).toEqual(all[0]);
    expect((await world[where]({ offset: '100' })).status).toBe(400);
    expect(fired()).toEqual([1]);
  });

  it('is short, and tells the whole total', async () => {
    const all = await rows();
    set(where, { kind: 'shortPage', rows: 4 }, { requests: [1] });
    expect(await page(100)).toMatchObject({ byGroup: all.slice(100, 196), totalCount: all.length });
    expect((await page(100)).byGroup).toHaveLength(100);
    expect(fired()).toEqual([1]);
  });

  it.each([
    { change: 'higher', by: 7 },
    { change: 'lower', by: -7 },
  ] as const)('tells a total that is $change', async ({ change, by }) => {
    const { totalCount } = await page(0);
    set(where, { kind: 'wrongTotal', change });
    expect((await page(0)).totalCount).toBe(totalCount + by);
  });

  it('tells no total', async () => {
    const { byGroup } = await page(0);
    set(where, { kind: 'wrongTotal', change: 'absent' });
    expect(await page(0)).toEqual({ byGroup, pageSize: 100, offset: 0 });
  });

  const scoresOf = (row: Partial<Group>): unknown[] =>
    Object.values(row.byMetric ?? {}).flatMap((metric: object) => ('avg' in metric ? [metric.avg] : []));

  it.each([
    { change: 'withoutScore', isOfScore: true, isSo: (row: Partial<Group>) => scoresOf(row).length === 0 },
    {
      change: 'scoreOutOfRange',
      isOfScore: true,
      isSo: (row: Partial<Group>) => Number(scoresOf(row)[0]) >= 1000,
    },
    {
      change: 'scoreAsText',
      isOfScore: true,
      isSo: (row: Partial<Group>) => typeof scoresOf(row)[0] === 'string',
    },
    { change: 'withoutMetrics', isOfScore: false, isSo: (row: Partial<Group>) => !('byMetric' in row) },
    { change: 'withoutId', isOfScore: false, isSo: (row: Partial<Group>) => !('groupId' in row) },
  ] as const)(
    'has rows that are odd ($change), the same ones every time',
    async ({ change, isOfScore, isSo }) => {
      const plain = await rows();
      const what = { kind: 'oddRows', change, share: 0.3, seed: 5 } as const;
      set(where, what);
      const odd = await rows();
      expect(await rows()).toEqual(odd);
      let changed = 0;
      for (const [at, row] of plain.entries()) {
        const scoreless = scoresOf(row).length === 0 && isOfScore;
        const expected = isOdd(row.groupId ?? '', what) && !scoreless;
        if (expected) changed += 1;
        if (expected) expect(odd[at]).toSatisfy(isSo);
        else expect(odd[at]).toEqual(row);
      }
      expect(changed).toBeGreaterThan(40);
    },
  );
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultInput } from '../../../simulator/faults/fault.js';
import { isOdd } from '../../../simulator/faults/odd-entity.js';
import type { SentimentPage } from '../../../simulator/sentiment-page.js';
import { createFaultySimulator, type FaultySimulator } from './faulty-simulator.js';

let world: FaultySimulator;
beforeEach(async () => {
  world = await createFaultySimulator();
});
afterEach(() => world.close());

const set = (what: FaultInput['what']) => world.simulator.faults.set([{ where: 'query', what }]);

async function pages(limit = 5): Promise<SentimentPage[]> {
  const read: SentimentPage[] = [];
  for (let token: object | null = {}; token && read.length < limit;) {
    const page = JSON.parse((await world.page(token)).text) as SentimentPage;
    read.push(page);
    token = page.nextPageToken === undefined ? null : { nextPageToken: page.nextPageToken };
  }
  return read;
}

describe('a page', () => {
  it('leads to itself for ever', async () => {
    set({ kind: 'repeatedPageToken' });
    const read = await pages(5);
    expect(read).toHaveLength(5);
    expect(new Set(read.map(({ nextPageToken }) => nextPageToken)).size).toBe(1);
    expect(read[2]?.entities).toEqual(read[1]?.entities);
    expect(world.fired()).toEqual([4]);
  });

  it('brings the last entities of the one before again, as often as it is asked for', async () => {
    set({ kind: 'duplicates', entities: 3 });
    const [first, second, third] = await pages();
    expect(second?.entities.slice(0, 3)).toEqual(first?.entities.slice(-3));
    expect(second?.entities).toHaveLength(253);
    expect(third?.entities.slice(0, 3)).toEqual(second?.entities.slice(-3));
    expect((await pages())[1]).toEqual(second);
    expect(world.fired()).toEqual([4]);
  });

  it.each(['unscored', 'scoreOutOfRange', 'unknownPolarity'] as const)(
    'has entities that are %s, the same ones every time',
    async (change) => {
      const plain = (await pages()).flatMap(({ entities }) => entities);
      const what = { kind: 'oddEntities', change, share: 0.2, seed: 5 } as const;
      set(what);
      const odd = (await pages()).flatMap(({ entities }) => entities);
      expect((await pages()).flatMap(({ entities }) => entities)).toEqual(odd);
      const changed = odd.filter((entity, at) => JSON.stringify(entity) !== JSON.stringify(plain[at]));
      const expected = plain.filter(
        ({ sentiment, interactionId = '' }) => sentiment && isOdd(interactionId, what),
      );
      expect(changed.map(({ interactionId }) => interactionId)).toEqual(
        expected.map(({ interactionId }) => interactionId),
      );
      expect(changed.length).toBeGreaterThan(50);
      for (const { sentiment } of changed) {
        if (change === 'unscored') expect(sentiment).toBeUndefined();
        if (change === 'scoreOutOfRange') expect(Math.abs(sentiment?.score ?? 0)).toBeGreaterThan(1);
        if (change === 'unknownPolarity') expect(sentiment?.polarity).toBe('mixed');
      }
    },
  );

  it.each([
    { change: 'higher', total: 607 },
    { change: 'lower', total: 593 },
    { change: 'absent', total: undefined },
  ] as const)('tells a total that is $change', async ({ change, total }) => {
    set({ kind: 'wrongTotal', change });
    expect((await pages()).map((page) => page.total)).toEqual([total, total, total]);
  });
});

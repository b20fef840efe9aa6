import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortInsights } from '../../src/domain/insight.js';

type Row = { readonly id: number; readonly confidence: number | null; readonly createdDate: string | null };

const rows: fc.Arbitrary<Row[]> = fc
  .array(
    fc.record({
      confidence: fc.option(fc.constantFrom(0, 0.2, 0.5, 0.5, 1)),
      createdDate: fc.option(
        fc.constantFrom('2026-11-20T10:00:00Z', '2026-11-20T10:00:00.5Z', '2026-11-20T12:00:00+02:00'),
      ),
    }),
  )
  .map((all) => all.map((row, id) => ({ ...row, id })));
const order = fc.record({
  sortBy: fc.constantFrom('confidence' as const, 'createdDate' as const),
  sortOrder: fc.constantFrom('asc' as const, 'desc' as const),
});

describe('sortInsights', () => {
  it.each(['asc', 'desc'] as const)('leaves the order of relevance to its source, %s too', (sortOrder) => {
    const given = [0.2, 0.9, 0.5].map((confidence, id) => ({ id, confidence, createdDate: null }));
    expect(sortInsights(given, { sortBy: 'relevance', sortOrder })).toEqual(given);
  });

  it('sorts as it was asked to, and puts last what has nothing to be sorted by', () => {
    const given = [0.5, null, 0, 1, null].map((confidence, id) => ({ id, confidence, createdDate: null }));
    const sorted = (sortOrder: 'asc' | 'desc') =>
      sortInsights(given, { sortBy: 'confidence', sortOrder }).map(({ id }) => id);
    expect(sorted('asc')).toEqual([2, 0, 3, 1, 4]);
    expect(sorted('desc')).toEqual([3, 0, 2, 1, 4]);
  });

  it('compares instants, not their spelling', () => {
    const dates = ['2026-11-20T10:00:00.5Z', '2026-11-20T10:00:00Z', '2026-11-20T11:00:00+02:00'];
    const given = dates.map((createdDate, id) => ({ id, confidence: null, createdDate }));
    const sorted = sortInsights(given, { sortBy: 'createdDate', sortOrder: 'asc' });
    expect(sorted.map(({ id }) => id)).toEqual([2, 1, 0]);
  });

  it('loses nothing, changes nothing, keeps the order of equals, and is sorted', () => {
    fc.assert(
      fc.property(rows, order, (given, { sortBy, sortOrder }) => {
        const before = structuredClone(given);
        const sorted = sortInsights(given, { sortBy, sortOrder });
        expect(given).toEqual(before);
        expect(sorted.toSorted((a, b) => a.id - b.id)).toEqual(given);
        const valueOf = (row: Row) =>
          sortBy === 'confidence' ? row.confidence : row.createdDate && Date.parse(row.createdDate);
        for (const [index, row] of sorted.slice(1).entries()) {
          const before = sorted[index];
          if (!before) continue;
          const [first, second] = [valueOf(before), valueOf(row)];
          if (first === second) expect(before.id).toBeLessThan(row.id);
          else if (typeof first === 'number' && typeof second === 'number')
            expect(first < second).toBe(sortOrder === 'asc');
          else expect(second).toBeNull();
        }
      }),
    );
  });
});

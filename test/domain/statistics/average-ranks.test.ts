import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageRanks } from '../../../src/domain/statistics/average-ranks.js';

describe('averageRanks', () => {
  it.each([
    { values: [], ranks: [] },
    { values: [5], ranks: [1] },
    { values: [30, 10, 20], ranks: [3, 1, 2] },
    { values: [10, 9, 100], ranks: [2, 1, 3] },
    { values: [2, 1, 2], ranks: [2.5, 1, 2.5] },
    { values: [4, 4, 4, 4], ranks: [2.5, 2.5, 2.5, 2.5] },
    { values: [0, -0, 1], ranks: [1.5, 1.5, 3] },
  ])('of $values are $ranks', ({ values, ranks }) => {
    expect(averageRanks(values)).toEqual(ranks);
  });

  it('are for each value how many are smaller, and the middle of its equals', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.double({ noNaN: true }))),
        (values) => {
          const counted = values.map((value) => {
            const smaller = values.filter((other) => other < value).length;
            return smaller + (values.filter((other) => other === value).length + 1) / 2;
          });
          expect(averageRanks(values)).toEqual(counted);
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csatPosition, normalizeCsat } from '../../src/domain/csat.js';

const FIVE_STARS = { min: 1, max: 5 };

describe('normalizeCsat', () => {
  it.each([
    { csat: 1, range: FIVE_STARS, normalized: 0 },
    { csat: 4, range: FIVE_STARS, normalized: 0.75 },
    { csat: 5, range: FIVE_STARS, normalized: 1 },
    { csat: 0, range: { min: 0, max: 100 }, normalized: 0 },
    { csat: 42, range: { min: 0, max: 100 }, normalized: 0.42 },
    { csat: 0, range: { min: -2, max: 2 }, normalized: 0.5 },
  ])('puts $csat in $range at $normalized', ({ csat, range, normalized }) => {
    expect(normalizeCsat(csat, range)).toBe(normalized);
  });

  it.each([0, 0.999, 5.001, 80, Number.NaN, Infinity])(
    'gives nothing for %d on a scale of 1 to 5',
    (csat) => {
      expect(normalizeCsat(csat, FIVE_STARS)).toBeNull();
    },
  );

  it.each([
    { min: 3, max: 3 },
    { min: 5, max: 1 },
  ])('gives nothing in a range that measures nothing: $min to $max', (range) => {
    expect(normalizeCsat(3, range)).toBeNull();
  });

  it('keeps an answer on the side of a threshold where it was', () => {
    const answer = fc.double({ min: 1, max: 5, noNaN: true });
    fc.assert(
      fc.property(answer, answer, (csat, threshold) => {
        const satisfied = Number(normalizeCsat(csat, FIVE_STARS)) >= csatPosition(threshold, FIVE_STARS);
        if (csat >= threshold) expect(satisfied).toBe(true);
        else if (threshold - csat > 1e-12) expect(satisfied).toBe(false);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../../src/domain/statistics/wilson-interval.js';

describe('wilsonInterval', () => {
  // Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
  it.each([
    { hits: 81, n: 263, low: 0.2553, high: 0.3662 },
    { hits: 15, n: 148, low: 0.0624, high: 0.1605 },
    { hits: 0, n: 20, low: 0, high: 0.1611 },
    { hits: 1, n: 29, low: 0.0061, high: 0.1718 },
  ])('gives the published $low to $high for $hits of $n', ({ hits, n, low, high }) => {
    const interval = wilsonInterval(hits, n);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('contains the share, stays within 0…1, and mirrors what is missed', () => {
    const shares = fc.integer({ min: 1, max: 100_000 }).chain((n) =>
      fc.record({
        n: fc.constant(n),
        hits: fc.oneof(fc.integer({ min: 0, max: n }), fc.constantFrom(0, n)),
      }),
    );
    fc.assert(
      fc.property(shares, ({ hits, n }) => {
        const { low, high } = wilsonInterval(hits, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(hits / n);
        expect(high).toBeGreaterThanOrEqual(hits / n);
        expect(high).toBeLessThanOrEqual(1);
        expect(high - low).toBeGreaterThan(0);
        expect(1 - wilsonInterval(n - hits, n).high).toBeCloseTo(low, 12);
      }),
    );
  });
});

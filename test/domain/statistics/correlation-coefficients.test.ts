import fc from 'fast-check';
import { sampleCorrelation, sampleRankCorrelation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { pearson, spearman } from '../../../src/domain/statistics/correlation-coefficients.js';
import { uncorrelatedReason } from '../../../src/domain/statistics/pair-moments.js';
import type { Pair } from '../../../src/domain/statistics/pair.js';
import { anyPairs, pairsOnLine, surveyPairs } from './arbitrary-pairs.js';
import { CARS, NORRIS } from './published-samples.js';

const BOTH = [
  { name: 'pearson', correlate: pearson, oracle: sampleCorrelation },
  { name: 'spearman', correlate: spearman, oracle: sampleRankCorrelation },
];

const alternating = (size: number): Pair[] =>
  Array.from({ length: size }, (_, index) => ({ sentiment: index % 2, csat: index % 3 }));

const valueOf = (pairs: readonly Pair[], correlate: typeof pearson): number =>
  correlate(pairs).value ?? Number.NaN;

const telling = surveyPairs.filter((pairs) => uncorrelatedReason(pairs) === null);

describe('pearson', () => {
  // R 4, cor.test(mtcars$mpg, mtcars$wt).
  it('gives what R has published for the cars, with its interval', () => {
    const { value, low, high } = pearson(CARS);
    expect(value).toBeCloseTo(-0.8676594, 7);
    expect(low).toBeCloseTo(-0.9338264, 7);
    expect(high).toBeCloseTo(-0.7440872, 7);
  });

  it('gives the root of the R² that NIST certifies for Norris', () => {
    expect(pearson(NORRIS).value).toBeCloseTo(Math.sqrt(0.999993745883712), 13);
  });

  it('does not change when a series is stretched or moved, and turns round when it is turned round', () => {
    const factor = fc.double({ min: 0.1, max: 10, noNaN: true });
    const offset = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(telling, factor, offset, (pairs, by, to) => {
        const moved = pairs.map(({ sentiment, csat }) => ({ sentiment: sentiment * by + to, csat }));
        const turned = pairs.map(({ sentiment, csat }) => ({ sentiment, csat: to - csat * by }));
        expect(valueOf(moved, pearson)).toBeCloseTo(valueOf(pairs, pearson), 9);
        expect(valueOf(turned, pearson)).toBeCloseTo(-valueOf(pairs, pearson), 9);
      }),
    );
  });

  it.each([1e-300, 1e-160, 1e160, 1e300])('is the same in units of %d', (unit) => {
    const scaled = CARS.map(({ sentiment, csat }) => ({ sentiment: sentiment * unit, csat: csat * unit }));
    expect(pearson(scaled).value).toBeCloseTo(-0.8676594, 7);
  });
});

describe('spearman', () => {
  // R 4, cor(mtcars$mpg, mtcars$wt, method = "spearman"). R has no interval for it: this one is by hand from Bonett and Wright,
  // atanh(-0.886422) = -1.4049737; 1.959964 × sqrt((1 + 0.886422² / 2) / 29) = 0.4295411; tanh of the two sums.
  it('gives what R has published for the cars, with the interval of Bonett and Wright', () => {
    const { value, low, high } = spearman(CARS);
    expect(value).toBeCloseTo(-0.886422, 6);
    expect(low).toBeCloseTo(-0.950266, 6);
    expect(high).toBeCloseTo(-0.751082, 6);
  });

  it('does not change at all under what keeps the order', () => {
    fc.assert(
      fc.property(telling, (pairs) => {
        const bent = pairs.map(({ sentiment, csat }) => ({
          sentiment: Math.exp(sentiment),
          csat: csat ** 3,
        }));
        expect(spearman(bent)).toEqual(spearman(pairs));
      }),
    );
  });
});

describe.each(BOTH)('$name', ({ correlate, oracle }) => {
  it('agrees with simple-statistics to 1e-12', () => {
    fc.assert(
      fc.property(telling, (pairs) => {
        const expected = oracle(
          pairs.map(({ sentiment }) => sentiment),
          pairs.map(({ csat }) => csat),
        );
        expect(Math.abs(valueOf(pairs, correlate) - expected)).toBeLessThan(1e-12);
      }),
    );
  });

  it('is the same for both directions and for any order of the pairs', () => {
    fc.assert(
      fc.property(telling, (pairs) => {
        const swapped = pairs.map(({ sentiment, csat }) => ({ sentiment: csat, csat: sentiment }));
        expect(valueOf(swapped, correlate)).toBeCloseTo(valueOf(pairs, correlate), 12);
        expect(valueOf(pairs.toReversed(), correlate)).toBeCloseTo(valueOf(pairs, correlate), 12);
      }),
    );
  });

  it('lies within -1…1 and within its own interval, or is null with a reason; never NaN', () => {
    fc.assert(
      fc.property(fc.oneof(anyPairs, surveyPairs), (pairs) => {
        const estimate = correlate(pairs);
        if (estimate.value === null) {
          expect(estimate).toEqual({ value: null, low: null, high: null, reason: uncorrelatedReason(pairs) });
          return;
        }
        expect(estimate.low).toBeGreaterThanOrEqual(-1);
        expect(estimate.value).toBeGreaterThanOrEqual(estimate.low);
        expect(estimate.high).toBeGreaterThanOrEqual(estimate.value);
        expect(estimate.high).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([1, -1])(
    'is %d, and no more, for points on a line, and its interval has next to no width',
    (sign) => {
      fc.assert(
        fc.property(pairsOnLine, (rising) => {
          const { value, low, high } = correlate(
            rising.map(({ sentiment, csat }) => ({ sentiment, csat: sign * csat })),
          );
          for (const bound of [value, low, high]) expect(bound).toBeCloseTo(sign, 12);
          expect(Math.abs(Number(value))).toBeLessThanOrEqual(1);
        }),
      );
    },
  );

  it.each([
    { name: 'no pairs', pairs: [], reason: 'fewerThan30Pairs' },
    { name: '29 pairs', pairs: alternating(29), reason: 'fewerThan30Pairs' },
    {
      name: 'one sentiment',
      // A mean of 0.1 thirty times over is not exactly 0.1.
      pairs: alternating(30).map(({ csat }) => ({ sentiment: 0.1, csat })),
      reason: 'constantSentiment',
    },
    {
      name: 'one answer',
      pairs: alternating(30).map(({ sentiment }) => ({ sentiment, csat: 0.1 })),
      reason: 'constantCsat',
    },
    {
      name: 'one of both',
      pairs: Array<Pair>(30).fill({ sentiment: 0.1, csat: 0.1 }),
      reason: 'bothConstant',
    },
    {
      name: 'something that is no number',
      pairs: [...alternating(30), { sentiment: Number.NaN, csat: 1 }],
      reason: 'notFinite',
    },
    {
      name: 'something endless',
      pairs: [...alternating(30), { sentiment: 1, csat: Infinity }],
      reason: 'notFinite',
    },
  ])('tells nothing of $name: $reason', ({ pairs, reason }) => {
    expect(correlate(pairs)).toEqual({ value: null, low: null, high: null, reason });
  });

  it('tells of 30 pairs', () => {
    expect(correlate(alternating(30)).value).not.toBeNull();
  });
});

import fc from 'fast-check';
import { linearRegression } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { fittedLine } from '../../../src/domain/statistics/fitted-line.js';
import { uncorrelatedReason } from '../../../src/domain/statistics/pair-moments.js';
import { anyPairs, pairsOnLine, surveyPairs } from './arbitrary-pairs.js';
import { NORRIS } from './published-samples.js';

const telling = surveyPairs.filter((pairs) => uncorrelatedReason(pairs) === null);

describe('fittedLine', () => {
  it('gives the line that NIST certifies for Norris', () => {
    const { intercept, slope } = fittedLine(NORRIS, []);
    expect(intercept).toBeCloseTo(-0.262323073774029, 11);
    expect(slope).toBeCloseTo(1.00211681802045, 13);
  });

  // At 0 the line is its intercept, whose standard deviation NIST certifies; the t of 34 degrees of freedom is R's qt(0.975, 34).
  it('gives the band that follows from the certified standard deviation of the intercept', () => {
    const [point] = fittedLine(NORRIS, [0]).points;
    const margin = 2.032244509317719 * 0.232818234301152;
    expect(point?.low).toBeCloseTo(-0.262323073774029 - margin, 7);
    expect(point?.high).toBeCloseTo(-0.262323073774029 + margin, 7);
  });

  it('agrees with simple-statistics', () => {
    fc.assert(
      fc.property(telling, (pairs) => {
        const { m, b } = linearRegression(pairs.map(({ sentiment, csat }) => [sentiment, csat]));
        const { intercept, slope } = fittedLine(pairs, []);
        expect(slope).toBeCloseTo(m, 9);
        expect(intercept).toBeCloseTo(b, 9);
      }),
    );
  });

  it('has its points on the line, in the order asked for, and a band around each that widens to both ends', () => {
    fc.assert(
      fc.property(telling, (pairs) => {
        const mean = pairs.reduce((sum, { sentiment }) => sum + sentiment, 0) / pairs.length;
        const sentiments = [mean - 2, mean - 1, mean, mean + 1, mean + 2];
        const { intercept, slope, points } = fittedLine(pairs, sentiments);
        expect(points.map(({ sentiment }) => sentiment)).toEqual(sentiments);
        for (const { sentiment, csat, low, high } of points) {
          expect(csat).toBeCloseTo(Number(intercept) + Number(slope) * sentiment, 9);
          expect(low).toBeLessThanOrEqual(csat);
          expect(high).toBeGreaterThanOrEqual(csat);
        }
        const [farLeft, left, middle, right, farRight] = points.map(({ low, high }) => high - low);
        expect(left).toBeCloseTo(Number(right), 9);
        expect(farLeft).toBeCloseTo(Number(farRight), 9);
        expect(Number(right) - Number(middle)).toBeGreaterThanOrEqual(0);
        expect(Number(farRight) - Number(right)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('has a band of next to no width through points on a line', () => {
    fc.assert(
      fc.property(pairsOnLine, (pairs) => {
        const [point] = fittedLine(pairs, [0.5]).points;
        expect(Number(point?.high) - Number(point?.low)).toBeCloseTo(0, 5);
      }),
    );
  });

  it('is null with the reason that the correlation has, and no part of it is ever NaN', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const line = fittedLine(pairs, [0, 0.1]);
        if (line.intercept === null) {
          expect(line).toEqual({
            intercept: null,
            slope: null,
            points: [],
            reason: uncorrelatedReason(pairs),
          });
        } else {
          expect([line.intercept, line.slope, ...line.points.flatMap(Object.values)]).not.toContain(
            Number.NaN,
          );
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    { name: 'too few pairs', size: 29, sentiment: (index: number) => index, reason: 'fewerThan30Pairs' },
    { name: 'one sentiment', size: 30, sentiment: () => 0.1, reason: 'constantSentiment' },
  ])('is not drawn through $name', ({ size, sentiment, reason }) => {
    const pairs = Array.from({ length: size }, (_, index) => ({ sentiment: sentiment(index), csat: index }));
    expect(fittedLine(pairs, [0])).toEqual({ intercept: null, slope: null, points: [], reason });
  });
});

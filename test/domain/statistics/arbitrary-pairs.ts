import fc from 'fast-check';
import type { Pair } from '../../../src/domain/statistics/pair.js';

const hundredths = fc.integer({ min: -100, max: 100 }).map((value) => value / 100);
const levels = fc.integer({ min: 1, max: 5 });

/** At least 30 pairs as they come: scores in hundredths, answers of five levels, so that both have ties. */
export const surveyPairs = fc.array(fc.record<Pair>({ sentiment: hundredths, csat: levels }), {
  minLength: 30,
  maxLength: 80,
});

/** Rounding leaves them a little beside their line, which rises. */
export const pairsOnLine = fc
  .record({
    size: fc.integer({ min: 30, max: 60 }),
    slope: fc.double({ min: 0.1, max: 3, noNaN: true }),
    step: fc.double({ min: 0.01, max: 1, noNaN: true }),
  })
  .map(({ size, slope, step }) =>
    Array.from({ length: size }, (_, index): Pair => ({
      sentiment: index * step,
      csat: slope * index * step + 0.1,
    })),
  );

/** Anything that a number can be, in any quantity, often all the same. */
export const anyPairs = fc.oneof(
  fc.array(fc.record<Pair>({ sentiment: fc.double(), csat: fc.double() }), { minLength: 28, maxLength: 40 }),
  fc.array(
    fc.record<Pair>({
      sentiment: fc.constantFrom(0.1, 0.1 + Number.EPSILON, 0),
      csat: fc.constantFrom(5e-324, 0),
    }),
    { minLength: 30, maxLength: 40 },
  ),
  fc
    .record({ size: fc.integer({ min: 0, max: 60 }), sentiment: fc.double(), csat: fc.double() })
    .map(({ size, ...pair }) => Array<Pair>(size).fill(pair)),
);

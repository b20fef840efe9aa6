import { describe, expect, it } from 'vitest';
import { agreement } from '../../../src/domain/statistics/agreement.js';
import { pearson, spearman } from '../../../src/domain/statistics/correlation-coefficients.js';
import { fittedLine } from '../../../src/domain/statistics/fitted-line.js';
import type { Pair } from '../../../src/domain/statistics/pair.js';
import { bivariateNormal, draws } from './bivariate-normal.js';

const SAMPLES = 2000;

type Bounds = { readonly low: number | null; readonly high: number | null };

/** The share of samples, each with its seed's next draws, whose interval contains the truth. */
function coverage(
  { draw, size, truth }: { draw: () => Pair; size: number; truth: number },
  intervalOf: (pairs: readonly Pair[]) => Bounds | undefined,
): number {
  let covered = 0;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const { low, high } = intervalOf(draws(size, draw)) ?? { low: null, high: null };
    if (low !== null && high !== null && low <= truth && truth <= high) covered += 1;
  }
  return covered / SAMPLES;
}

function expectNominal(share: number): void {
  expect(share).toBeGreaterThanOrEqual(0.93);
  expect(share).toBeLessThanOrEqual(0.97);
}

describe.each([
  { rho: 0, size: 30 },
  { rho: -0.3, size: 100 },
  { rho: 0.5, size: 50 },
  { rho: 0.8, size: 30 },
])('of 2,000 samples of $size pairs with a correlation of $rho, 93 to 97 % have', ({ rho, size }) => {
  const draw = bivariateNormal({ seed: 7, rho });

  it('the truth in the interval of Pearson', () => {
    expectNominal(coverage({ draw, size, truth: rho }, pearson));
  });

  it('the truth in the interval of Spearman', () => {
    // What Spearman estimates in a bivariate normal distribution (Pearson 1907).
    expectNominal(coverage({ draw, size, truth: (6 / Math.PI) * Math.asin(rho / 2) }, spearman));
  });

  it('the true line within its band', () => {
    const band = (pairs: readonly Pair[]) => fittedLine(pairs, [1]).points[0];
    expectNominal(coverage({ draw, size, truth: rho }, band));
  });
});

// A rate moves in steps of 1 / n, and with few pairs the coverage of any interval jumps with it: at 30 Wilson's has 97 % or more
// for some truths. These sizes are large enough to say something of the method.
it.each([
  { rho: 0, size: 100 },
  { rho: 0.5, size: 300 },
  { rho: 0.8, size: 300 },
])(
  '93 to 97 % have the true rate of agreement in the interval of Wilson: $size pairs, $rho',
  ({ rho, size }) => {
    // Both on one side of their means (Sheppard 1899).
    const truth = 1 / 2 + Math.asin(rho) / Math.PI;
    const rate = (pairs: readonly Pair[]) => agreement(pairs, { sentiment: 0, csat: 0 }).rate;
    expectNominal(coverage({ draw: bivariateNormal({ seed: 11, rho }), size, truth }, rate));
  },
);

describe('of 2,000 samples of 100 answers from 1 to 5, four in ten of them 5, 93 to 97 % have', () => {
  const rho = 0.5;
  // The normal quantiles of 10, 20, 30 and 60 %.
  const cuts = [-1.2815515655446004, -0.8416212335729143, -0.5244005127080407, 0.2533471031357997];
  const answered =
    (draw: () => Pair): (() => Pair) =>
    () => {
      const { sentiment, csat } = draw();
      return { sentiment, csat: 1 + cuts.filter((cut) => csat > cut).length };
    };
  const draw = answered(bivariateNormal({ seed: 13, rho }));

  it('the truth in the interval of Pearson', () => {
    // The covariance with a step at a cut is rho times the density there. The levels have the shares .1 .1 .1 .3 .4: variance 1.76.
    const density = (at: number) => Math.exp(-(at ** 2) / 2) / Math.sqrt(2 * Math.PI);
    const truth = (rho * cuts.reduce((sum, cut) => sum + density(cut), 0)) / Math.sqrt(1.76);
    expectNominal(coverage({ draw, size: 100, truth }, pearson));
  });

  it('the truth in the interval of Spearman', () => {
    // There is no formula for the truth among ties: it is taken from another sample, so large that it is thirty times closer.
    const { value } = spearman(draws(100_000, answered(bivariateNormal({ seed: 17, rho }))));
    expectNominal(coverage({ draw, size: 100, truth: Number(value) }, spearman));
  });
});

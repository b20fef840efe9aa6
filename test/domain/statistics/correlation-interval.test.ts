import { describe, expect, it } from 'vitest';
import { pearsonInterval, spearmanInterval } from '../../../src/domain/statistics/correlation-interval.js';

describe('pearsonInterval', () => {
  // By hand: atanh(0.5) = 0.5493061443 ± 1.959963985 / 10 = 0.3533097458 … 0.7453025428.
  it('is symmetric on the scale of Fisher, not on that of the coefficient', () => {
    const { low, high } = pearsonInterval(0.5, 103);
    expect(low).toBeCloseTo(Math.tanh(0.3533097458), 9);
    expect(high).toBeCloseTo(Math.tanh(0.7453025428), 9);
  });
});

describe('spearmanInterval', () => {
  // The example of `ci.spear` in D. G. Bonett's own R package statpsych 1.7.
  it('gives the published example', () => {
    const { low, high } = spearmanInterval(0.8699639, 15);
    expect(low).toBeCloseTo(0.5840951, 6);
    expect(high).toBeCloseTo(0.9638297, 6);
  });

  it('is wider than for values, the more so the closer the correlation', () => {
    expect(spearmanInterval(0.8, 100).low).toBeLessThan(pearsonInterval(0.8, 100).low);
    expect(spearmanInterval(0, 100)).toEqual(pearsonInterval(0, 100));
  });
});

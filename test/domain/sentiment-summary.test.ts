import { describe, expect, it } from 'vitest';
import { polarityShift, summarizeScores } from '../../src/domain/sentiment-summary.js';

const sumsOf = (scores: readonly number[]) => ({
  scored: scores.length,
  positive: scores.filter((score) => score > 0).length,
  negative: scores.filter((score) => score < 0).length,
  scoreSum: scores.reduce((sum, score) => sum + score, 0),
  scoreSquareSum: scores.reduce((sum, score) => sum + score * score, 0),
});

describe('polarityShift', () => {
  it.each([
    { positive: 0, negative: 0, shift: 'stable' },
    { positive: 5, negative: 0, shift: 'stable' },
    { positive: 6, negative: 0, shift: 'improving' },
    { positive: 0, negative: 5, shift: 'stable' },
    { positive: 0, negative: 6, shift: 'declining' },
    { positive: 1005, negative: 1000, shift: 'stable' },
    { positive: 1006, negative: 1000, shift: 'improving' },
    { positive: 1000, negative: 1006, shift: 'declining' },
  ])('is $shift for $positive positive and $negative negative', ({ shift, ...counts }) => {
    expect(polarityShift(counts)).toBe(shift);
  });
});

describe('summarizeScores', () => {
  it('gives no figure where nothing was scored, and says why there is no interval', () => {
    expect(summarizeScores(sumsOf([]))).toEqual({
      meanScore: null,
      meanNormalizedScore: null,
      confidenceInterval: { level: 0.95, low: null, high: null, reason: 'fewerThan30Scored' },
      shareNegative: null,
      polarityShift: 'stable',
    });
  });

  // By hand: 18 × 0.5 and 18 × -0.5. Mean 0, sample variance 36 × 0.25 / 35 = 9/35,
  // standard error sqrt(9/35/36) = 1/sqrt(140) = 0.0845154254728517; times 1.959963984540054 is 0.165647190018.
  it('gives the interval that a calculation by hand gives', () => {
    const scores = [...Array<number>(18).fill(0.5), ...Array<number>(18).fill(-0.5)];
    const { confidenceInterval, ...summary } = summarizeScores(sumsOf(scores));
    expect(summary).toEqual({
      meanScore: 0,
      meanNormalizedScore: 50,
      shareNegative: 0.5,
      polarityShift: 'stable',
    });
    expect(confidenceInterval.level).toBe(0.95);
    expect(confidenceInterval.low).toBeCloseTo(-0.165647190018, 10);
    expect(confidenceInterval.high).toBeCloseTo(0.165647190018, 10);
  });

  it('means the score and the normalised score of the same conversations', () => {
    const summary = summarizeScores(sumsOf([0.2, 0.4, -0.9]));
    expect(summary.meanScore).toBeCloseTo(-0.1, 12);
    expect(summary.meanNormalizedScore).toBeCloseTo(45, 12);
    expect(summary.shareNegative).toBeCloseTo(1 / 3, 12);
  });

  it.each([
    { scored: 29, reason: 'fewerThan30Scored' },
    { scored: 30, reason: undefined },
  ])('has no interval below 30 scores: $scored', ({ scored, reason }) => {
    const { confidenceInterval } = summarizeScores(sumsOf(Array<number>(scored).fill(0.25)));
    expect('reason' in confidenceInterval ? confidenceInterval.reason : undefined).toBe(reason);
  });

  it('gives an interval of no width, and no NaN, when all scores are the same and rounding makes the variance negative', () => {
    const scored = 1000;
    const { confidenceInterval } = summarizeScores({
      scored,
      positive: scored,
      negative: 0,
      scoreSum: 100,
      scoreSquareSum: 9.999999999999,
    });
    expect(confidenceInterval).toEqual({ level: 0.95, low: 0.1, high: 0.1 });
  });
});

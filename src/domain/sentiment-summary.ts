import { normalizeScore } from './sentiment.js';
import { Z_95 } from './statistics/estimate.js';

export type PolarityShift = 'improving' | 'declining' | 'stable';

/** Exact sums over the scored conversations of a run. */
export type ScoreSums = {
  readonly scored: number;
  readonly positive: number;
  readonly negative: number;
  readonly scoreSum: number;
  readonly scoreSquareSum: number;
};

/** Everything that the stored rows and pages of a run add up to. */
export type SentimentFigures = ScoreSums & {
  readonly fetched: number;
  readonly overlapping: number;
  readonly outside: number;
  readonly reported: number | null;
  readonly pages: number;
  readonly requests: number;
  readonly unique: number;
  readonly neutral: number;
  readonly unscored: number;
  readonly invalid: number;
  readonly unknown: number;
  /** Scored conversations whose normalised score lies below the action threshold. */
  readonly actionRequired: number;
};

export type ConfidenceInterval =
  | { readonly level: 0.95; readonly low: number; readonly high: number }
  | { readonly level: 0.95; readonly low: null; readonly high: null; readonly reason: 'fewerThan30Scored' };

export type ScoreSummary = {
  readonly meanScore: number | null;
  readonly meanNormalizedScore: number | null;
  readonly confidenceInterval: ConfidenceInterval;
  readonly shareNegative: number | null;
  readonly polarityShift: PolarityShift;
};

/** Below this many scores the normal approximation of the interval is not worth printing. */
const MIN_SCORES_FOR_INTERVAL = 30;

export function summarizeScores(sums: ScoreSums): ScoreSummary {
  const meanScore = sums.scored === 0 ? null : sums.scoreSum / sums.scored;
  return {
    meanScore,
    meanNormalizedScore: meanScore === null ? null : normalizeScore(meanScore),
    confidenceInterval: confidenceIntervalOfMean(sums),
    shareNegative: sums.scored === 0 ? null : sums.negative / sums.scored,
    polarityShift: polarityShift(sums),
  };
}

/** The document's rule: a difference of more than five conversations, whatever the volume. It is skew, not a change in time. */
export function polarityShift({
  positive,
  negative,
}: Pick<ScoreSums, 'positive' | 'negative'>): PolarityShift {
  if (positive > negative + 5) return 'improving';
  if (negative > positive + 5) return 'declining';
  return 'stable';
}

function confidenceIntervalOfMean({ scored, scoreSum, scoreSquareSum }: ScoreSums): ConfidenceInterval {
  if (scored < MIN_SCORES_FOR_INTERVAL) {
    return { level: 0.95, low: null, high: null, reason: 'fewerThan30Scored' };
  }
  const mean = scoreSum / scored;
  const variance = Math.max(0, (scoreSquareSum - scored * mean * mean) / (scored - 1));
  const margin = Z_95 * Math.sqrt(variance / scored);
  return { level: 0.95, low: mean - margin, high: mean + margin };
}

import { MIN_PAIRS } from './estimate.js';
import type { Pair, UncorrelatedReason } from './pair.js';

type Span = { readonly low: number; readonly length: number };

/**
 * What the pairs vary by, each series first mapped from its span to 0…1, so that no magnitude of the input can vanish or overflow
 * when it is squared.
 */
export type PairMoments = {
  readonly n: number;
  readonly sentiment: Span;
  readonly csat: Span;
  readonly sentimentMean: number;
  readonly csatMean: number;
  /** Sums of the squares about the means, and of the products. */
  readonly sentimentSquares: number;
  readonly csatSquares: number;
  readonly products: number;
};

/** Why no correlation can be told of these pairs; null when one can. */
export function uncorrelatedReason(pairs: readonly Pair[]): UncorrelatedReason | null {
  if (pairs.length < MIN_PAIRS) return 'fewerThan30Pairs';
  const sentiment = spanOf(pairs, 'sentiment').length;
  const csat = spanOf(pairs, 'csat').length;
  if (!Number.isFinite(sentiment + csat)) return 'notFinite';
  // The span and not the variance: rounding leaves a constant series a variance.
  if (sentiment === 0) return csat === 0 ? 'bothConstant' : 'constantSentiment';
  return csat === 0 ? 'constantCsat' : null;
}

/** Only for pairs that have no `uncorrelatedReason`. */
export function pairMoments(pairs: readonly Pair[]): PairMoments {
  const n = pairs.length;
  const sentiment = spanOf(pairs, 'sentiment');
  const csat = spanOf(pairs, 'csat');
  const sentimentMean = meanPosition(pairs, 'sentiment', sentiment);
  const csatMean = meanPosition(pairs, 'csat', csat);
  let [sentimentSquares, csatSquares, products] = [0, 0, 0];
  for (const pair of pairs) {
    const x = positionIn(sentiment, pair.sentiment) - sentimentMean;
    const y = positionIn(csat, pair.csat) - csatMean;
    sentimentSquares += x * x;
    csatSquares += y * y;
    products += x * y;
  }
  return { n, sentiment, csat, sentimentMean, csatMean, sentimentSquares, csatSquares, products };
}

export const positionIn = ({ low, length }: Span, value: number): number => (value - low) / length;

function meanPosition(pairs: readonly Pair[], series: keyof Pair, span: Span): number {
  let sum = 0;
  for (const { [series]: value } of pairs) sum += positionIn(span, value);
  return sum / pairs.length;
}

function spanOf(pairs: readonly Pair[], series: keyof Pair): Span {
  let low = Infinity;
  let high = -Infinity;
  for (const { [series]: value } of pairs) {
    // Unlike a comparison, these keep a NaN.
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, length: high - low };
}

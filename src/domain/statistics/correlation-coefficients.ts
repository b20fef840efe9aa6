import { averageRanks } from './average-ranks.js';
import { pearsonInterval, spearmanInterval } from './correlation-interval.js';
import { noEstimate, type Estimate } from './estimate.js';
import { pairMoments, uncorrelatedReason } from './pair-moments.js';
import type { Pair, UncorrelatedReason } from './pair.js';

/**
 * How close the pairs are to a straight line. The interval supposes pairs that do not depend on each other, of a bivariate normal
 * distribution. With answers of two to five levels it covered the truth in 94 to 97 % of simulated samples while sentiment and what
 * the customer thought correlated up to 0.6, and up to 98.5 % at 0.9: too wide there, and never too narrow. So did Spearman's.
 */
export function pearson(pairs: readonly Pair[]): Estimate<UncorrelatedReason> {
  const reason = uncorrelatedReason(pairs);
  if (reason) return noEstimate(reason);
  const value = coefficient(pairs);
  return { value, ...pearsonInterval(value, pairs.length) };
}

/** How close the pairs are to one order. Surveys have few levels, and many ties: tied values share their mean rank. */
export function spearman(pairs: readonly Pair[]): Estimate<UncorrelatedReason> {
  const reason = uncorrelatedReason(pairs);
  if (reason) return noEstimate(reason);
  const value = coefficient(ranked(pairs));
  return { value, ...spearmanInterval(value, pairs.length) };
}

function coefficient(pairs: readonly Pair[]): number {
  const { products, sentimentSquares, csatSquares } = pairMoments(pairs);
  // Rounding may carry a perfect correlation past 1, where it has no interval.
  return Math.max(-1, Math.min(1, products / Math.sqrt(sentimentSquares * csatSquares)));
}

function ranked(pairs: readonly Pair[]): Pair[] {
  const csatRanks = averageRanks(pairs.map(({ csat }) => csat));
  return averageRanks(pairs.map(({ sentiment }) => sentiment)).map((sentiment, index) => ({
    sentiment,
    csat: csatRanks[index] as number,
  }));
}

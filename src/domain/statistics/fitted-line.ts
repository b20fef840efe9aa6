import { pairMoments, positionIn, uncorrelatedReason, type PairMoments } from './pair-moments.js';
import type { Pair, UncorrelatedReason } from './pair.js';
import { studentT95 } from './student-t.js';

/** A point of the line, and the 95 % confidence band of the mean answer there; not of single answers. */
export type FittedPoint = {
  readonly sentiment: number;
  readonly csat: number;
  readonly low: number;
  readonly high: number;
};

export type FittedLine =
  | { readonly intercept: number; readonly slope: number; readonly points: readonly FittedPoint[] }
  | {
      readonly intercept: null;
      readonly slope: null;
      readonly points: readonly [];
      readonly reason: UncorrelatedReason;
    };

/** Least squares of csat on sentiment, in the units of the pairs, drawn at the given sentiments. */
export function fittedLine(pairs: readonly Pair[], sentiments: readonly number[]): FittedLine {
  const reason = uncorrelatedReason(pairs);
  if (reason) return { intercept: null, slope: null, points: [], reason };
  const moments = pairMoments(pairs);
  const slope = (slopeOf(moments) * moments.csat.length) / moments.sentiment.length;
  return {
    intercept: pointAt(moments, 0).csat,
    slope,
    points: sentiments.map((sentiment) => pointAt(moments, sentiment)),
  };
}

const slopeOf = ({ products, sentimentSquares }: PairMoments): number => products / sentimentSquares;

function pointAt(moments: PairMoments, sentiment: number): FittedPoint {
  const { n, csat, sentimentSquares, csatSquares, products } = moments;
  const distance = positionIn(moments.sentiment, sentiment) - moments.sentimentMean;
  // Rounding may leave a perfect line less than nothing.
  const residualSquares = Math.max(0, csatSquares - slopeOf(moments) * products);
  const standardError = Math.sqrt((residualSquares / (n - 2)) * (1 / n + distance ** 2 / sentimentSquares));
  const position = moments.csatMean + slopeOf(moments) * distance;
  const margin = studentT95(n - 2) * standardError;
  const answerAt = (at: number): number => csat.low + csat.length * at;
  return {
    sentiment,
    csat: answerAt(position),
    low: answerAt(position - margin),
    high: answerAt(position + margin),
  };
}

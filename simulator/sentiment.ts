export type Polarity = 'positive' | 'neutral' | 'negative';
export type Sentiment = { score: number; polarity: Polarity };

export const UNSCORED_SHARE = 0.08;

export function polarityOf(score: number): Polarity {
  if (score > 0.2) return 'positive';
  return score < -0.2 ? 'negative' : 'neutral';
}

/** A score in [-1, 1] with four decimals: bell-shaped, a little on the friendly side. Takes three fractions in [0, 1). */
export function scoreFrom(fractions: readonly [number, number, number]): number {
  const [first, second, third] = fractions;
  const bell = ((first + second + third) / 3) * 2 - 1;
  const score = Math.max(-1, Math.min(1, bell * 1.4 + 0.1));
  // Adding zero turns -0 into 0, which JSON can't tell apart but a strict comparison can.
  return Math.round(score * 10_000) / 10_000 + 0;
}

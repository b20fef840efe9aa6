export const POLARITIES = ['positive', 'neutral', 'negative'] as const;
export type Polarity = (typeof POLARITIES)[number];

/**
 * `scored` counts in every figure. The others are counted apart and never enter a mean: `unscored` has no score (which is not a
 * score of zero), `invalid` has one outside -1…1, `unknown` has a polarity that the document does not name.
 */
export type SentimentStatus = 'scored' | 'unscored' | 'invalid' | 'unknown';

/** What Genesys says of one conversation. `score` and `polarity` are kept as received, whatever their status. */
export type ConversationSentiment = {
  readonly conversationId: string;
  readonly occurredAt: string | null;
  readonly status: SentimentStatus;
  readonly score: number | null;
  readonly polarity: string | null;
};

/**
 * Where a score becomes positive or negative, when the source tells no polarity. Genesys publishes no rule; this is the middle band
 * of the labels in its own Agent Copilot clients (-20 to 20 of 100), and a score on the border is neutral.
 */
export const POLARITY_BAND = 0.2;

export function polarityOf(score: number): Polarity {
  if (score > POLARITY_BAND) return 'positive';
  return score < -POLARITY_BAND ? 'negative' : 'neutral';
}

/** Whether Genesys told the polarity, or it was derived from the score. */
export type PolaritySource = 'wire' | 'derived';

/**
 * What an hour has of a conversation's score, on Genesys' scale of -100 to 100: the mean is `sum / count`, `count` being
 * communications. Hours add up; the same hour again takes the place of what it said before.
 */
export type ScoreShare = {
  readonly conversationId: string;
  /** When it begins (ISO). */
  readonly hour: string;
  readonly sum: number;
  readonly count: number;
};

/** Why a conversation has no score, as far as anybody can say. */
export type UnscoredReason = 'pending' | 'noAgentLeg' | 'unknown';

export function sentimentStatus(score: number | null, polarity: string | null): SentimentStatus {
  if (score === null) return 'unscored';
  if (!isSentimentScore(score)) return 'invalid';
  return (POLARITIES as readonly (string | null)[]).includes(polarity) ? 'scored' : 'unknown';
}

/** Genesys scores sentiment from -1 to 1; NaN is no score. */
export const isSentimentScore = (score: number): boolean => score >= -1 && score <= 1;

/** Maps -1…1 to the 0…100 of internal quality benchmarks, as the sentiment document does. */
export const normalizeScore = (score: number): number => ((score + 1) / 2) * 100;

/** How many equal parts of -1…1 a picture of scores has. */
export const SCORE_BINS = 20;

/** The document's rule is strict: a score exactly on the threshold needs no action. */
export const isActionRequired = (normalizedScore: number, actionThreshold: number): boolean =>
  normalizedScore < actionThreshold;

import { isActionRequired, normalizeScore, type ConversationSentiment, type Polarity } from './sentiment.js';

export type PushToCoaching = 'actionRequired' | 'all' | 'none';

/** The body that the sentiment document sends to a coaching platform, field by field. */
export type CoachingUpdate = {
  readonly agent_interaction: string;
  readonly quality_score: number;
  readonly polarity: Polarity;
  readonly action_required: boolean;
  readonly timestamp: string;
};

/** The update for one conversation; null when it is not scored, because there is no verdict to tell. */
export function coachingUpdate(
  { conversationId, status, score, polarity }: Omit<ConversationSentiment, 'occurredAt'>,
  { actionThreshold, timestamp }: { actionThreshold: number; timestamp: string },
): CoachingUpdate | null {
  if (status !== 'scored' || score === null) return null;
  const normalizedScore = normalizeScore(score);
  return {
    agent_interaction: conversationId,
    quality_score: normalizedScore,
    polarity: polarity as Polarity,
    action_required: isActionRequired(normalizedScore, actionThreshold),
    timestamp,
  };
}

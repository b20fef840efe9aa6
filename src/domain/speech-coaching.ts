import type { SpeechRow } from './speech.js';
import type { Survey } from './surveyed-conversation.js';

export type PushRows = 'answered' | 'all' | 'none';

/** The row that the speech document's program makes of an interaction, under its names. */
export type SpeechCoachingRow = {
  readonly interactionId: string;
  readonly agentId: string | null;
  readonly speechAnalytics: { readonly count: number; readonly sum: number } | null;
  readonly sentiment: { readonly avg: number | null; readonly count: number } | null;
  /** Null where nobody answered, and where an answer can't be put down to this agent. */
  readonly csat: number | null;
  readonly timestamp: string | null;
};

/** The answer as far as it rates one of the parts of its conversation. Where nobody says whom it rates, it rates the only part. */
export function csatOfPart(
  survey: Survey | null,
  { agentId, parts }: { readonly agentId: string | null; readonly parts: number },
): number | null {
  if (survey === null) return null;
  const isRated = survey.agentId === null ? parts === 1 : survey.agentId === agentId;
  return isRated ? survey.csat : null;
}

/** An agent's part, and the answer that rates it. `csat` is null where there is none, or where it may rate somebody else. */
export const speechCoachingRow = (
  { conversationId, agentId, analytics, sentiment, time }: SpeechRow,
  csat: number | null,
): SpeechCoachingRow => ({
  interactionId: conversationId,
  agentId,
  speechAnalytics: analytics,
  sentiment,
  csat,
  timestamp: time,
});

import type { Communication, Survey, SurveyedConversation } from '../../src/domain/surveyed-conversation.js';

/** Nobody spoke and nobody was asked, where nothing else is said. */
export const surveyedConversation = (
  told: Partial<SurveyedConversation>,
  ordinal = 0,
): SurveyedConversation => ({
  conversationId: `conversation-${String(ordinal)}`,
  topics: [],
  communications: [],
  survey: null,
  ...told,
});

export const spoken = (agentId: string | null, avg: number | null, count = 1): Communication => ({
  agentId,
  sentiment: { avg, count },
});

export const survey = (csat: number | null, agentId: string | null = null): Survey => ({ csat, agentId });

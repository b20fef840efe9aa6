import type { CsatRange } from './csat.js';
import { csatOf, meanSentiment, type SurveyedConversation } from './surveyed-conversation.js';

/** How far the figures reach: conversations with a sentiment, and with a survey score inside the range, each for itself. */
export type SurveyCoverage = {
  readonly conversations: number;
  readonly analysed: number;
  readonly answered: number;
};

export function surveyCoverage(
  conversations: Iterable<SurveyedConversation>,
  range: CsatRange,
): SurveyCoverage {
  const coverage = { conversations: 0, analysed: 0, answered: 0 };
  for (const { communications, survey } of conversations) {
    coverage.conversations += 1;
    if (typeof meanSentiment(communications) === 'number') coverage.analysed += 1;
    if (typeof csatOf(survey, range) === 'number') coverage.answered += 1;
  }
  return coverage;
}

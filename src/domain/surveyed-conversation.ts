import { normalizeCsat, type CsatRange } from './csat.js';
import { isSentimentScore } from './sentiment.js';

/** One agent's part in a conversation, as speech analytics scored it: the mean over `count` samples. */
export type Communication = {
  readonly agentId: string | null;
  readonly sentiment: { readonly avg: number | null; readonly count: number } | null;
};

/** `csat` is in the survey's own units, null when the survey has no score; `agentId` is whom the survey rates, where that is told. */
export type Survey = { readonly agentId: string | null; readonly csat: number | null };

/** What is known of one conversation: no communication when only a survey tells of it. */
export type SurveyedConversation = {
  readonly conversationId: string;
  readonly topics: readonly string[];
  readonly communications: readonly Communication[];
  readonly survey: Survey | null;
};

export type WithoutSentiment = 'notScored' | 'invalidSentiment';
export type WithoutCsat = 'noSurvey' | 'noScore' | 'invalidScore';

/**
 * The mean over all samples of some communications. One that can't be (outside -1…1, or without a sensible count) spoils the mean,
 * because what it should have weighed is not known; one that was not scored weighs nothing.
 */
export function meanSentiment(communications: readonly Communication[]): number | WithoutSentiment {
  let mean = 0;
  let samples = 0;
  for (const { sentiment } of communications) {
    if (sentiment === null || sentiment.avg === null || sentiment.count === 0) continue;
    const { avg, count } = sentiment;
    if (!isSentimentScore(avg) || !(count > 0 && count < Infinity)) return 'invalidSentiment';
    samples += count;
    // Unlike a sum divided by its weights, this leaves a single mean, or equal ones, exactly as received.
    mean += (avg - mean) * (count / samples);
  }
  return samples === 0 ? 'notScored' : mean;
}

/** The answer as 0…1 of the range, or why there is none. */
export function csatOf(survey: Survey | null, range: CsatRange): number | WithoutCsat {
  if (survey === null) return 'noSurvey';
  return survey.csat === null ? 'noScore' : (normalizeCsat(survey.csat, range) ?? 'invalidScore');
}

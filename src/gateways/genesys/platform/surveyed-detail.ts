import type { SpeechRow, SurveyRow } from '../../../domain/speech.js';
import { toUtc } from '../../../domain/interval.js';
import { factsOf, type ConversationDetail } from './conversation-detail.js';
import type { AggregateGroup } from './transcript-aggregates.js';

const HOUR_MS = 3_600_000;
/** Genesys keeps scores of -100 to 100 here; and what was summed and divided again shall be the number that it was. */
const SCALE = 100;
const DECIMALS = 1e9;

/** The survey that was answered, if one was. Of several the last answer counts. */
export function surveyRowsOf({ conversationId, surveys }: ConversationDetail): SurveyRow[] {
  const answered = (surveys ?? [])
    .filter(({ surveyStatus }) => surveyStatus?.toLowerCase() === 'finished')
    .filter(({ surveyPartialResponse }) => surveyPartialResponse !== true)
    .sort((a, b) => (a.surveyCompletedDate ?? '').localeCompare(b.surveyCompletedDate ?? ''));
  const last = answered.at(-1);
  return last ? [{ conversationId, agentId: last.userId ?? null, csat: last.oSurveyTotalScore ?? null }] : [];
}

/** Who took part, without a score: of whom speech analytics know nothing is still there. */
export function partsOf(detail: ConversationDetail): SpeechRow[] {
  const { conversationId, agentIds, startedAt } = factsOf(detail);
  const time = toUtc(Math.floor(Date.parse(startedAt) / HOUR_MS) * HOUR_MS);
  const nobody: (string | null)[] = [null];
  return (agentIds.length > 0 ? agentIds : nobody).map((agentId) => ({
    ...{ conversationId, key: agentId ?? '', agentId },
    ...{ analytics: null, sentiment: null, time },
  }));
}

/** An hour of an agent's part. Its key has the hour, so that hours add up, and the same hour again is the same. */
export const speechRowOf = ({
  conversationId,
  agentId,
  hour,
  sentiment,
  topics,
}: AggregateGroup): SpeechRow => ({
  ...{ conversationId, key: `${agentId ?? ''} ${hour}`, agentId },
  analytics: topics === null ? null : { count: topics, sum: 0 },
  sentiment: sentiment && {
    avg: Math.round((sentiment.sum / sentiment.count / SCALE) * DECIMALS) / DECIMALS,
    count: sentiment.count,
  },
  time: null,
});

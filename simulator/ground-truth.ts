import type { Conversations } from './conversations.js';
import { LANGUAGES } from './languages.js';

export type GroundTruthFilter = {
  /** ISO dates; conversations that start in [from, to). */
  from: string;
  to: string;
  languages?: readonly string[] | undefined;
  conversationIds?: readonly string[] | undefined;
  /** On the scale 0…100; what lies strictly below asks for action. */
  actionThreshold?: number | undefined;
};

export type GroundTruth = {
  conversations: number;
  scored: number;
  unscored: number;
  positive: number;
  neutral: number;
  negative: number;
  meanScore: number | null;
  meanNormalizedScore: number | null;
  actionRequired: number;
};

function includesLanguage(wanted: readonly string[], language: string): boolean {
  const full = language.toLowerCase();
  return wanted.some((tag) => tag.toLowerCase() === full || tag.toLowerCase() === full.slice(0, 2));
}

/**
 * What is true of a window, found by looking at every conversation once. It shares no index, page or clause with the
 * query that it is there to check.
 */
export function groundTruthOf(conversations: Conversations, filter: GroundTruthFilter): GroundTruth {
  const fromMs = Date.parse(filter.from);
  const toMs = Date.parse(filter.to);
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) throw new RangeError('from and to must be ISO dates');
  const { languages, actionThreshold = 40 } = filter;
  const ids = filter.conversationIds && new Set(filter.conversationIds.map((id) => id.toLowerCase()));
  const byPolarity = { positive: 0, neutral: 0, negative: 0 };
  let matching = 0;
  let actionRequired = 0;
  let scoreSum = 0;
  let normalizedSum = 0;

  for (let index = 0; index < conversations.size; index += 1) {
    const startMs = conversations.startMsAt(index);
    if (startMs < fromMs || startMs >= toMs) continue;
    const language = LANGUAGES[conversations.languageIndexAt(index)] ?? '';
    if (languages && !includesLanguage(languages, language)) continue;
    if (ids && !ids.has(conversations.idAt(index))) continue;
    matching += 1;
    const sentiment = conversations.sentimentAt(index);
    if (sentiment === null) continue;
    const normalized = ((sentiment.score + 1) / 2) * 100;
    byPolarity[sentiment.polarity] += 1;
    scoreSum += sentiment.score;
    normalizedSum += normalized;
    if (normalized < actionThreshold) actionRequired += 1;
  }

  const scored = byPolarity.positive + byPolarity.neutral + byPolarity.negative;
  return {
    conversations: matching,
    scored,
    unscored: matching - scored,
    ...byPolarity,
    meanScore: scored === 0 ? null : scoreSum / scored,
    meanNormalizedScore: scored === 0 ? null : normalizedSum / scored,
    actionRequired,
  };
}

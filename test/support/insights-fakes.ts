import { createAcceptInsightsInput } from '../../src/activities/accept-insights-input.js';
import type { ConversationInsights } from '../../src/domain/insights-summary.js';
import { NO_INSIGHTS, withConversation } from '../../src/domain/insights-summary.js';
import type { FakeActivities } from './workflow-env.js';

/** A conversation's id by its number, in order. */
export const conversationNumber = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const LAST_INSIGHT_PAGE = { added: 2, beyondMax: 0, cursor: null, repeatsCursor: false };

const ONE: ConversationInsights = {
  conversationId: conversationNumber(1),
  stopped: null,
  reported: 2,
  fetched: 2,
  unique: 2,
  malformed: 0,
  foreign: 0,
  passed: 1,
  redacted: 0,
  held: 1,
  heldForPersonalData: 1,
  heldBecause: { 'personalData:email': 1 },
  pages: 1,
  requests: 1,
  latencyMs: 12,
  delivered: 1,
  failed: 0,
};

/** Activities of `syncInsights` over `count` conversations of one page each. */
export function insightsFakes(count = 3) {
  const ids = Array.from({ length: count }, (_, index) => conversationNumber(index + 1));
  return {
    acceptInsightsInput: createAcceptInsightsInput(),
    listInsightConversations: () => Promise.resolve({ total: count, allKnown: true }),
    nextInsightConversations: ({ after, limit }) =>
      Promise.resolve(ids.filter((id) => after === null || id > after).slice(0, limit)),
    fetchConversationEnd: () => Promise.resolve({ endedAt: '2026-11-20T10:05:00Z' }),
    fetchInsightPage: () => Promise.resolve(LAST_INSIGHT_PAGE),
    stopInsights: () => Promise.resolve(),
    enqueueInsights: () => Promise.resolve({ qualified: count, sinkConfigured: true }),
    deliverInsights: () => Promise.resolve({ next: null }),
    auditInsights: ({ incompleteBecause }) =>
      Promise.resolve({
        summary: ids.reduce(
          (summary, conversationId) => withConversation(summary, { ...ONE, conversationId }),
          { ...NO_INSIGHTS, incompleteBecause },
        ),
        auditHead: { count: count + 1, hash: 'f'.repeat(64) },
      }),
  } satisfies Partial<FakeActivities>;
}

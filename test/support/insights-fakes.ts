import { createAcceptInsightsInput } from '../../src/activities/accept-insights-input.js';
import { NO_INSIGHTS, withConversation } from '../../src/domain/insights-summary.js';
import { conversationInsights } from './conversation-insights.js';
import type { FakeActivities } from './workflow-env.js';

/** A conversation's id by its number, in order. */
export const conversationNumber = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const LAST_INSIGHT_PAGE = { added: 2, beyondMax: 0, cursor: null, repeatsCursor: false };

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
          (summary, conversationId) => withConversation(summary, conversationInsights({ conversationId })),
          { ...NO_INSIGHTS, incompleteBecause },
        ),
        auditHead: { count: count + 1, hash: 'f'.repeat(64) },
      }),
  } satisfies Partial<FakeActivities>;
}

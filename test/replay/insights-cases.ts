import type { InsightsInput } from '../../src/contracts/sync-insights.js';
import { NO_INSIGHTS, type InsightCounts } from '../../src/domain/insights-summary.js';
import { conversationNumber, insightsFakes, LAST_INSIGHT_PAGE } from '../support/insights-fakes.js';
import { failure, fakeActivities, type FakeActivities } from '../support/workflow-env.js';

/** A way in which `syncInsights` can go. */
export type InsightsCase = {
  readonly activities: (cancel: () => Promise<void>) => ReturnType<typeof fakeActivities>;
  readonly changes?: InsightsInput;
};

/** What the gate said and what the CRM took, of three conversations unless there are more. */
const governed = (
  { passed = 0, redacted = 0, held = 0 }: Partial<InsightCounts>,
  { delivered = 0, failed = 0 }: { delivered?: number; failed?: number },
): Partial<FakeActivities> => ({
  enqueueInsights: () => Promise.resolve({ qualified: delivered + failed, sinkConfigured: true }),
  countDeliveries: () => {
    const wanted = delivered + failed;
    return Promise.resolve({ wanted, subjects: wanted, delivered, failed, pending: 0 });
  },
  auditInsights: ({ incompleteBecause }) => {
    const insights = { ...NO_INSIGHTS.insights, unique: passed + redacted + held, passed, redacted, held };
    const summary = { ...NO_INSIGHTS, insights, incompleteBecause };
    return Promise.resolve({ summary, auditHead: { count: 4, hash: 'f'.repeat(64) } });
  },
});

/** Each conversation goes its own way: pages, one that never ends, one that is forbidden, one that is gone. */
const mixedPages: FakeActivities['fetchInsightPage'] = ({ query: { conversationId }, page }) => {
  if (conversationId === conversationNumber(2)) return Promise.reject(failure('Forbidden'));
  if (conversationId === conversationNumber(3)) return Promise.reject(failure('NotFound'));
  const isLast = conversationId !== conversationNumber(1) && page === 1;
  return Promise.resolve({ ...LAST_INSIGHT_PAGE, cursor: isLast ? null : `after ${page}` });
};

export const INSIGHTS_CASES: Record<string, InsightsCase> = {
  'nothing-passed': { activities: () => fakeActivities(governed({ held: 6 }, {})) },
  'all-passed': { activities: () => fakeActivities(governed({ passed: 6 }, { delivered: 3 })) },
  mixed: {
    activities: () =>
      fakeActivities({
        ...insightsFakes(5),
        ...governed({ passed: 5, redacted: 1, held: 4 }, { delivered: 2, failed: 1 }),
        fetchInsightPage: mixedPages,
      }),
    changes: { concurrency: 2, pageCap: 3 },
  },
  'crm-down': {
    activities: () =>
      fakeActivities({
        ...governed({ passed: 6 }, { failed: 3 }),
        deliverInsights: () => Promise.reject(failure('Unavailable', { retry: true })),
      }),
  },
  cancelled: {
    activities: (cancel) =>
      fakeActivities({
        async fetchInsightPage({ page }) {
          if (page === 2) await cancel();
          return { ...LAST_INSIGHT_PAGE, cursor: `after ${page}` };
        },
      }),
    changes: { concurrency: 1 },
  },
  'from-conversation-end': {
    activities: () => fakeActivities(governed({ passed: 6 }, { delivered: 3 })),
    changes: { ageFrom: 'conversationEnd', concurrency: 2 },
  },
  refused: { activities: () => fakeActivities(), changes: { window: 'yesterday' } },
  /** The second run of a chain: it begins with what the first one carried over. */
  continued: {
    activities: () =>
      fakeActivities({
        ...insightsFakes(650),
        ...governed({ passed: 650, held: 650 }, { delivered: 650 }),
        fetchInsightPage: ({ page }) =>
          Promise.resolve({ ...LAST_INSIGHT_PAGE, cursor: page === 0 ? 'after 0' : null }),
      }),
    changes: { concurrency: 16 },
  },
};

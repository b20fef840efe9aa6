import type { InsightsPlan } from '../contracts/sync-insights.js';
import type { InsightRange, InsightStore } from '../store/insights.js';

type Deps = {
  readonly insights: Pick<
    InsightStore,
    'listNamed' | 'listAnalyzed' | 'isAnalyzed' | 'countConversations' | 'conversationsAfter'
  >;
};

export type ListInsightConversationsInput = {
  readonly runId: string;
  readonly plan: Pick<InsightsPlan, 'interval' | 'conversationIds'>;
};

/** `allKnown` is false where the store can't vouch that it has every conversation of the window. */
export type ListedConversations = { readonly total: number; readonly allKnown: boolean };

/** Notes which conversations the run is about: their ids stay out of the history. Safe to repeat: each is noted once. */
export const createListInsightConversations = ({ insights }: Deps) =>
  async function listInsightConversations({
    runId,
    plan: { interval, conversationIds },
  }: ListInsightConversationsInput): Promise<ListedConversations> {
    if (interval) await insights.listAnalyzed(runId, interval);
    else await insights.listNamed(runId, conversationIds ?? []);
    return {
      total: await insights.countConversations(runId),
      allKnown: interval === null || (await insights.isAnalyzed(interval)),
    };
  };

/** Some of them at a time. Safe to repeat: it reads. */
export const createNextInsightConversations = ({ insights }: Deps) =>
  async function nextInsightConversations(range: InsightRange): Promise<readonly string[]> {
    return insights.conversationsAfter(range);
  };

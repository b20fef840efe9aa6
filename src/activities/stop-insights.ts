import type { InsightStop } from '../domain/insight-completeness.js';
import type { InsightConversationKey, InsightStore } from '../store/insights.js';

type Deps = { readonly insights: Pick<InsightStore, 'stop'> };

export type StopInsightsInput = InsightConversationKey & { readonly stopped: InsightStop };

/** Notes why a conversation was not read to its end. Safe to repeat: it says the same again. */
export const createStopInsights = ({ insights }: Deps) =>
  async function stopInsights({ stopped, ...key }: StopInsightsInput): Promise<void> {
    await insights.stop(key, stopped);
  };

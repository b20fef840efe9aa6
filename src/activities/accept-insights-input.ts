import { acceptInsightsInput as accept, type InsightsPlan } from '../contracts/sync-insights.js';

export type AcceptInsightsInputInput = { readonly input: unknown; readonly now: string };

/** Checks the input once more, because a run may be started without our client. Safe to repeat: pure; its answer is recorded. */
export const createAcceptInsightsInput = () =>
  async function acceptInsightsInput({ input, now }: AcceptInsightsInputInput): Promise<InsightsPlan> {
    return Promise.resolve(accept(input, now));
  };

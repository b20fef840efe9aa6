import { acceptSentimentInput as accept, type SentimentPlan } from '../contracts/analyze-sentiment.js';

export type AcceptSentimentInputInput = { readonly input: unknown; readonly now: string };

/**
 * Checks the input once more, because a run may be started without our client, and resolves the window. Safe to repeat: pure.
 * It is a step and not workflow code so that its answer is recorded: neither a new time zone table nor a new rule can change
 * a replay.
 */
export const createAcceptSentimentInput = () =>
  async function acceptSentimentInput({ input, now }: AcceptSentimentInputInput): Promise<SentimentPlan> {
    return Promise.resolve(accept(input, now));
  };

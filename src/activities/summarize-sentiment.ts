import type { SentimentFigures } from '../domain/sentiment-summary.js';
import type { SentimentStore } from '../store/sentiment.js';

type Deps = { readonly sentiment: Pick<SentimentStore, 'figures' | 'settleScores'> };

export type SummarizeSentimentInput = { readonly runId: string; readonly actionThreshold: number };

/** Safe to repeat: the same shares add up to the same scores. */
export const createSummarizeSentiment = ({ sentiment }: Deps) =>
  async function summarizeSentiment({
    runId,
    actionThreshold,
  }: SummarizeSentimentInput): Promise<SentimentFigures> {
    await sentiment.settleScores(runId);
    return sentiment.figures(runId, actionThreshold);
  };

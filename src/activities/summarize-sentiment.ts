import type { SentimentFigures } from '../domain/sentiment-summary.js';
import type { SentimentStore } from '../store/sentiment.js';

type Deps = { readonly sentiment: Pick<SentimentStore, 'figures'> };

export type SummarizeSentimentInput = { readonly runId: string; readonly actionThreshold: number };

/** Safe to repeat: it only reads what the run has stored. */
export const createSummarizeSentiment = ({ sentiment }: Deps) =>
  async function summarizeSentiment({
    runId,
    actionThreshold,
  }: SummarizeSentimentInput): Promise<SentimentFigures> {
    return sentiment.figures(runId, actionThreshold);
  };

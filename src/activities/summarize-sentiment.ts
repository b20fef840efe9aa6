import type { FinalityFigures } from '../domain/conversation-facts.js';
import type { SentimentFigures } from '../domain/sentiment-summary.js';
import type { SentimentStore } from '../store/sentiment.js';

type Deps = { readonly sentiment: Pick<SentimentStore, 'figures' | 'settleScores' | 'finality'> };

export type SummarizeSentimentInput = {
  readonly runId: string;
  readonly actionThreshold: number;
  /** When the run began to read (ISO). */
  readonly readAt: string;
};

export type SummarizedSentiment = SentimentFigures & {
  /** Null where the source tells nothing of it. */
  readonly finality: FinalityFigures | null;
};

/** Safe to repeat: the same shares add up to the same scores. */
export const createSummarizeSentiment = ({ sentiment }: Deps) =>
  async function summarizeSentiment({
    runId,
    actionThreshold,
    readAt,
  }: SummarizeSentimentInput): Promise<SummarizedSentiment> {
    await sentiment.settleScores(runId);
    const figures = await sentiment.figures(runId, actionThreshold);
    return { ...figures, finality: await sentiment.finality(runId, readAt) };
  };

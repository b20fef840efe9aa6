/** A model of speech analytics; only a deployed one finds anything, and no other says that it finds nothing. */
export type SpeechModel = { readonly id: string; readonly status: string };

/** What speech analytics say of one agent's part in a conversation. */
export type SpeechRow = {
  readonly conversationId: string;
  /** Unique in its conversation, and the same whenever it is read. */
  readonly key: string;
  /** Null where the source does not tell. */
  readonly agentId: string | null;
  readonly analytics: { readonly count: number; readonly sum: number } | null;
  readonly sentiment: { readonly avg: number | null; readonly count: number } | null;
  /** The hour that the source counts it to (ISO); null where it does not tell. */
  readonly time: string | null;
};

/** A survey that was answered; `csat` is in its own units, and null when the answer has no score. */
export type SurveyRow = {
  readonly conversationId: string;
  /** Whom it rates; null where the source does not tell. */
  readonly agentId: string | null;
  readonly csat: number | null;
};

/** Whether a conversation of which only a survey tells belongs to a question: not where speech was filtered. */
export const countsSurveyOnly = ({
  topics,
  filterAtSource,
}: {
  readonly topics?: readonly string[] | undefined;
  readonly filterAtSource: boolean;
}): boolean => topics === undefined && !filterAtSource;

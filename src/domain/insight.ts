/** The document's "engine matrix". */
export const INSIGHT_TYPES = ['keyword', 'summary', 'sentiment', 'topic'] as const;
export type InsightType = (typeof INSIGHT_TYPES)[number];

/** What Agent Assist says of one conversation, from whichever source. */
export type Insight = {
  /** Unique in its conversation, and the same whenever it is read. */
  readonly key: string;
  readonly insightType: string;
  /** 0 to 1; null where the source has none. */
  readonly confidence: number | null;
  readonly text: string;
  readonly createdDate: string | null;
  /** Whether the source says that it masked the text. It is a claim: every text is looked at. */
  readonly redacted: boolean;
};

type Sortable = Pick<Insight, 'confidence' | 'createdDate'>;

/** In the order that was asked for; `relevance` is the source's own. What has no value to sort by comes last. */
export function sortInsights<T extends Sortable>(
  insights: readonly T[],
  { sortBy, sortOrder }: { sortBy: 'relevance' | 'confidence' | 'createdDate'; sortOrder: 'asc' | 'desc' },
): T[] {
  if (sortBy === 'relevance') return [...insights];
  const valueOf = ({ confidence, createdDate }: T): number | null =>
    sortBy === 'confidence' ? confidence : createdDate === null ? null : Date.parse(createdDate);
  const sign = sortOrder === 'asc' ? 1 : -1;
  return [...insights].sort((a, b) => {
    const [first, second] = [valueOf(a), valueOf(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * (first - second);
  });
}

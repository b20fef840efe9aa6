import type { Insight } from './insight.js';

/** What is undefined is missing on the wire. */
const SPOILT: readonly ((insight: Insight) => object)[] = [
  () => ({ id: undefined }),
  () => ({ id: '' }),
  () => ({ insightType: undefined }),
  () => ({ insightType: 'mood' }),
  () => ({ confidence: 'high' }),
  ({ confidence }) => ({ confidence: confidence + 1 }),
  () => ({ text: null }),
  () => ({ createdDate: 'yesterday' }),
];

/** The insight with one field missing, of another type or out of range. */
export const malformed = (insight: Insight, ordinal: number): object => ({
  ...insight,
  ...SPOILT[ordinal % SPOILT.length]?.(insight),
});

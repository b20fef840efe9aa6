import { createHash } from 'node:crypto';
import { sentimentStatus, type ConversationSentiment } from '../../src/domain/sentiment.js';

/** The n-th conversation id of the tests: a UUID that says nothing. */
export function conversationId(n: number): string {
  const hex = createHash('sha256').update(`conversation ${n}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

type Sketch = { score?: number | null; polarity?: string | null; occurredAt?: string | null };

export function sentiment(
  n: number,
  { score = 0.5, polarity = 'positive', occurredAt = null }: Sketch = {},
): ConversationSentiment {
  return {
    conversationId: conversationId(n),
    occurredAt,
    status: sentimentStatus(score, polarity),
    score,
    polarity,
  };
}

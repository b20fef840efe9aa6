import { acceptStart } from '../../src/launch/accept-start.js';
import type { SentimentResult } from '../../src/contracts/analyze-sentiment.js';
import type { Store } from '../../src/store/index.js';
import type { ChaosSubject } from './chaos-subject.js';

const ROWS_AT_ONCE = 5000;
/** Higher than the default, so that the outbox has several batches in which a kill can fall. */
const ACTION_THRESHOLD = 50;

export const sentimentSubject: ChaosSubject = {
  accept: (period, now) =>
    acceptStart(
      'sentiment',
      { ...period, pushToCoaching: 'actionRequired', actionThreshold: ACTION_THRESHOLD },
      now,
    ),
  route: 'POST /api/v2/analytics/conversations/details/query',
  sink: 'coaching',
  table: 'conversation_sentiment',
  async rowsOf(store: Store, runId: string) {
    const rows = new Map<string, unknown>();
    for (let after: string | null = null; ;) {
      const batch = await store.sentiment.rowsAfter(runId, after, ROWS_AT_ONCE);
      for (const { conversationId, ...row } of batch) rows.set(conversationId, row);
      after = batch.at(-1)?.conversationId ?? null;
      if (after === null) return rows;
    }
  },
  comparableResult(result) {
    const { auditHead, ...rest } = result as SentimentResult;
    return { ...rest, requests: null, startedAt: null, auditEntries: auditHead.count };
  },
  auditHeadOf: (result) => (result as SentimentResult).auditHead,
  doubtAbout(result, conversations) {
    const { complete, counts, coaching } = result as SentimentResult;
    if (!complete || counts.unique !== conversations) return `it read ${counts.unique} conversations`;
    return coaching.delivered > 0 ? null : 'it delivered nothing';
  },
};

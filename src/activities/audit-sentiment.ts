import { cancellationSignal } from '@temporalio/activity';
import type { AuditHead, SentimentRunEntry } from '../domain/audit-entry.js';
import { normalizeScore } from '../domain/sentiment.js';
import type { AuditStore, SourcedEntry, FinishedDelivery } from '../store/audit.js';

type Deps = { readonly audit: Pick<AuditStore, 'append' | 'finishedDeliveries'> };

export type AuditSentimentInput = { readonly runId: string; readonly run: SentimentRunEntry };

const BATCH_SIZE = 1000;

/**
 * Records every finished push of the run, then the run itself, and answers with the head of the chain. Safe to repeat: a
 * source is recorded once.
 */
export const createAuditSentiment = ({ audit }: Deps) =>
  async function auditSentiment({ runId, run }: AuditSentimentInput): Promise<AuditHead> {
    for (let after = ''; ;) {
      cancellationSignal().throwIfAborted();
      const deliveries = await audit.finishedDeliveries(runId, after, BATCH_SIZE);
      const last = deliveries.at(-1);
      if (!last) break;
      await audit.append(deliveries.map(toEntry));
      after = last.key;
    }
    return audit.append([{ source: `run/${runId}`, entry: run }]);
  };

const toEntry = ({
  key,
  subject,
  attemptedAt,
  score,
  polarity,
  outcome,
}: FinishedDelivery): SourcedEntry => ({
  source: key,
  entry: {
    timestamp: attemptedAt.toISOString(),
    action: 'sentiment_sync',
    interaction_id: subject,
    raw_score: score,
    normalized_score: normalizeScore(score),
    polarity,
    outcome,
  },
});

import { cancellationSignal } from '@temporalio/activity';
import type { AuditHead, SentimentRunEntry } from '../domain/audit-entry.js';
import { normalizeScore } from '../domain/sentiment.js';
import type { AuditStore, SourcedEntry, UnauditedDelivery } from '../store/audit.js';

type Deps = { readonly audit: Pick<AuditStore, 'append' | 'unauditedDeliveries'> };

export type AuditSentimentInput = { readonly runId: string; readonly run: SentimentRunEntry };

const BATCH_SIZE = 1000;

/**
 * Records every finished push of the run, then the run itself, and answers with the head of the chain. Safe to repeat: a
 * source is recorded once, and what the audit has already is not even read again.
 */
export const createAuditSentiment = ({ audit }: Deps) =>
  async function auditSentiment({ runId, run }: AuditSentimentInput): Promise<AuditHead> {
    for (;;) {
      cancellationSignal().throwIfAborted();
      const deliveries = await audit.unauditedDeliveries(runId, BATCH_SIZE);
      if (deliveries.length === 0) break;
      await audit.append(deliveries.map(toEntry));
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
}: UnauditedDelivery): SourcedEntry => ({
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

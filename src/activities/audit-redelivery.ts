import { cancellationSignal } from '@temporalio/activity';
import type { AuditHead } from '../domain/audit-entry.js';
import type { DeliveryOutcome } from '../domain/delivery-outcome.js';
import type { SinkName } from '../domain/names.js';
import { redeliveryOutcome } from '../domain/redelivery-outcome.js';
import type { AuditStore, SourcedEntry } from '../store/audit.js';
import type { FinishedRedelivery, RedeliveryStore } from '../store/redeliveries.js';

type Deps = {
  readonly redeliveries: Pick<RedeliveryStore, 'finishedAfter' | 'counts'>;
  readonly audit: Pick<AuditStore, 'append'>;
};

export type AuditRedeliveryInput = {
  readonly runId: string;
  readonly workflowId: string;
  readonly sink: SinkName;
  /** The run's business time (ISO). */
  readonly timestamp: string;
  readonly sinkConfigured: boolean;
  /** False when the run was cut short. */
  readonly complete: boolean;
};

export type AuditedRedelivery = { readonly outcome: DeliveryOutcome; readonly auditHead: AuditHead };

const BATCH_SIZE = 1000;

/**
 * Records every delivery that the run brought to an end, then the run itself. Safe to repeat: a source is recorded once, and what
 * came of the run is counted again from the same rows.
 */
export const createAuditRedelivery = ({ redeliveries, audit }: Deps) =>
  async function auditRedelivery(input: AuditRedeliveryInput): Promise<AuditedRedelivery> {
    const { runId, workflowId, sink, timestamp, sinkConfigured, complete } = input;
    for (let after = ''; ;) {
      cancellationSignal().throwIfAborted();
      const finished = await redeliveries.finishedAfter(runId, after, BATCH_SIZE);
      const last = finished.at(-1);
      if (!last) break;
      await audit.append(finished.map((one) => toEntry(runId, one)));
      after = last.key;
    }
    const outcome = redeliveryOutcome(await redeliveries.counts(runId), { sinkConfigured });
    const { delivered, failed, skipped, skippedBecause } = outcome;
    const counts = { delivered, failed, skipped, skipped_because: skippedBecause };
    const auditHead = await audit.append([
      {
        source: `run/${runId}`,
        entry: { timestamp, action: 'redelivery_run', workflow_id: workflowId, sink, ...counts, complete },
      },
    ]);
    return { outcome, auditHead };
  };

const toEntry = (
  runId: string,
  { key, sink, outcome, attemptedAt, receipt }: FinishedRedelivery,
): SourcedEntry => ({
  source: `redelivery/${runId}/${key}`,
  entry: {
    timestamp: attemptedAt.toISOString(),
    action: 'redelivery',
    sink,
    delivery_key: key,
    outcome,
    receipt,
  },
});

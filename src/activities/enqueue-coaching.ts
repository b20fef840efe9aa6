import { cancellationSignal } from '@temporalio/activity';
import { coachingUpdate, type PushToCoaching } from '../domain/coaching.js';
import type { Sink } from '../gateways/sinks/sink.js';
import type { DeliveryStore, WantedDelivery } from '../store/deliveries.js';
import type { SentimentRow, SentimentStore } from '../store/sentiment.js';
import { contentDigest } from './content-digest.js';

type Deps = {
  readonly sinks: { readonly coaching: Sink | null };
  readonly sentiment: Pick<SentimentStore, 'rowsAfter'>;
  readonly deliveries: Pick<DeliveryStore, 'enqueue'>;
};

export type EnqueueCoachingInput = {
  readonly runId: string;
  readonly push: Exclude<PushToCoaching, 'none'>;
  readonly actionThreshold: number;
  /** The run's business time; the same on every attempt, so that a repeated body is the same body. */
  readonly timestamp: string;
};

/** `qualified` conversations call for a push; without a sink none is put into the outbox. */
export type EnqueuedCoaching = { readonly qualified: number; readonly sinkConfigured: boolean };

const BATCH_SIZE = 2000;

/** Safe to repeat: the outbox takes each verdict of a conversation once. */
export const createEnqueueCoaching = ({ sinks, sentiment, deliveries }: Deps) =>
  async function enqueueCoaching(input: EnqueueCoachingInput): Promise<EnqueuedCoaching> {
    let qualified = 0;
    for (let after: string | null = null; ;) {
      cancellationSignal().throwIfAborted();
      const rows: SentimentRow[] = await sentiment.rowsAfter(input.runId, after, BATCH_SIZE);
      const last = rows.at(-1);
      if (!last) return { qualified, sinkConfigured: sinks.coaching !== null };
      const wanted = rows.flatMap((row) => wantedDelivery(row, input));
      if (sinks.coaching && wanted.length > 0) await deliveries.enqueue(input.runId, 'coaching', wanted);
      qualified += wanted.length;
      after = last.conversationId;
    }
  };

function wantedDelivery(
  row: SentimentRow,
  { push, actionThreshold, timestamp }: EnqueueCoachingInput,
): WantedDelivery[] {
  const update = coachingUpdate(row, { actionThreshold, timestamp });
  if (!update || (push === 'actionRequired' && !update.action_required)) return [];
  // Every field but the time is part of the verdict: a new field would be news about every conversation.
  const digest = contentDigest({ ...update, timestamp: undefined });
  return [{ subject: row.conversationId, digest, body: JSON.stringify(update) }];
}

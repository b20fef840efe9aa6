import { cancellationSignal } from '@temporalio/activity';
import type { Receipt, Sink } from '../gateways/sinks/sink.js';
import type { AttemptOutcome, DeliveryStore, PendingDelivery } from '../store/deliveries.js';
import { DeliveriesPendingError } from './deliveries-pending-error.js';

type Deps = {
  readonly sinks: { readonly coaching: Sink | null };
  readonly deliveries: Pick<DeliveryStore, 'startAttempts' | 'recordAttempts' | 'counts'>;
  readonly now: () => Date;
};

export type DeliverCoachingInput = {
  readonly runId: string;
  /** The key after which to go on; empty at first. */
  readonly after: string;
};

/** `next` is where the following activity goes on; null when every delivery of the run is finished. */
export type DeliveredCoaching = { readonly next: string | null };

const BATCH_SIZE = 250;
const ABREAST = 16;
/** 5,000 deliveries an activity: few enough to show progress, enough to keep the history of a large run small. */
const BATCHES = 20;

type Attempt = { readonly delivery: PendingDelivery; readonly receipt: Receipt };
type Unavailable = Extract<Receipt, { outcome: 'unavailable' }>;

/**
 * Sends what waits for the coaching platform. Safe to repeat: every attempt is counted before it is made, a receipt is kept
 * for each, and a delivery whose receipt was lost is sent again under the same `Idempotency-Key`.
 * @throws {DeliveriesPendingError} when the platform could not take everything; what it took is recorded. It goes on past a
 *   delivery that fails alone, and stops at once when a whole batch does: then the platform is down.
 */
export const createDeliverCoaching = ({ sinks, deliveries, now }: Deps) =>
  async function deliverCoaching({ runId, after }: DeliverCoachingInput): Promise<DeliveredCoaching> {
    const { coaching } = sinks;
    if (!coaching) return { next: null };
    const delayed: Unavailable[] = [];
    let next: string | null = after;
    for (let batch = 0; batch < BATCHES && next !== null; batch++) {
      const waiting = await deliveries.startAttempts(runId, { after: next, limit: BATCH_SIZE, at: now() });
      const attempts = await sendAbreast(coaching, waiting.deliveries, cancellationSignal());
      await deliveries.recordAttempts(attempts.map(toOutcome));
      cancellationSignal().throwIfAborted();
      const unavailable = attempts.flatMap(({ receipt }) =>
        receipt.outcome === 'unavailable' ? [receipt] : [],
      );
      delayed.push(...unavailable);
      next = waiting.last;
      if (unavailable.length > 0 && unavailable.length === attempts.length) break;
    }
    if (delayed.length === 0) return { next };
    const { pending } = await deliveries.counts(runId);
    throw new DeliveriesPendingError('coaching', { pending, ...mostPatient(delayed) });
  };

/** On cancellation what was not sent stays pending, and what was sent is still recorded. */
async function sendAbreast(
  sink: Sink,
  waiting: readonly PendingDelivery[],
  signal: AbortSignal,
): Promise<Attempt[]> {
  const queue = [...waiting];
  const attempts: Attempt[] = [];
  const lane = async () => {
    for (let delivery = queue.shift(); delivery && !signal.aborted; delivery = queue.shift()) {
      attempts.push({ delivery, receipt: await sink.send(delivery) });
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, lane));
  return attempts;
}

function toOutcome({ delivery: { key }, receipt }: Attempt): AttemptOutcome {
  switch (receipt.outcome) {
    case 'delivered':
      return { key, status: 'delivered', receipt: receipt.receipt };
    case 'refused':
      return { key, status: 'failed', receipt: receipt.reason };
    case 'unavailable':
      return { key, status: 'pending', receipt: receipt.reason };
  }
}

function mostPatient(delayed: readonly Unavailable[]) {
  const asked = delayed.map(({ retryAfterMs }) => retryAfterMs).filter((waitMs) => waitMs !== null);
  return {
    reason: delayed[0]?.reason ?? 'no answer',
    retryAfterMs: asked.length > 0 ? Math.max(...asked) : null,
  };
}

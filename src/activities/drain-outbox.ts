import { cancellationSignal } from '@temporalio/activity';
import type { SinkName } from '../domain/names.js';
import type { Receipt, Sink } from '../gateways/sinks/sink.js';
import type { AttemptOutcome, DeliveryStore, PendingDelivery } from '../store/deliveries.js';
import { DeliveriesPendingError } from './deliveries-pending-error.js';

export type DrainDeps = {
  readonly deliveries: Pick<DeliveryStore, 'startAttempts' | 'recordAttempts'> & {
    counts(runId: string): Promise<{ readonly pending: number }>;
  };
  readonly now: () => Date;
};

export type DrainOutboxInput = {
  readonly runId: string;
  /** The key after which to go on; empty at first. */
  readonly after: string;
};

/** `next` is where the following activity goes on; null when every delivery of the run is finished. */
export type DrainedOutbox = { readonly next: string | null };

type Outlet = {
  readonly name: SinkName;
  readonly sink: Pick<Sink, 'send'>;
  /** How many are sent side by side; 1 keeps them in order, so that none is sent before the one that it follows. */
  readonly abreast: number;
};

const BATCH_SIZE = 250;
/** 5,000 deliveries an activity: few enough to show progress, enough to keep the history of a large run small. */
const BATCHES = 20;

type Attempt = { readonly delivery: PendingDelivery; readonly receipt: Receipt };
type Unavailable = Extract<Receipt, { outcome: 'unavailable' }>;

/**
 * Sends what a run has in the outbox. Safe to repeat: every attempt is counted before it is made, a receipt is kept for each,
 * and a delivery whose receipt was lost is sent again under the same `Idempotency-Key`.
 * @throws {DeliveriesPendingError} when the sink could not take everything; what it took is recorded. It goes on past a
 *   delivery that fails alone, unless they keep an order, and stops at once when a whole batch does: then the sink is down.
 */
export async function drainOutbox(
  { deliveries, now }: DrainDeps,
  { name, sink, abreast }: Outlet,
  { runId, after }: DrainOutboxInput,
): Promise<DrainedOutbox> {
  const delayed: Unavailable[] = [];
  let next: string | null = after;
  for (let batch = 0; batch < BATCHES && next !== null; batch++) {
    const waiting = await deliveries.startAttempts(runId, { after: next, limit: BATCH_SIZE, at: now() });
    const attempts = await sendAbreast(sink, waiting.deliveries, { abreast, signal: cancellationSignal() });
    await deliveries.recordAttempts(attempts.map(toOutcome));
    cancellationSignal().throwIfAborted();
    const unavailable = attempts.flatMap(({ receipt }) =>
      receipt.outcome === 'unavailable' ? [receipt] : [],
    );
    delayed.push(...unavailable);
    next = waiting.last;
    const isDown = unavailable.length === attempts.length || abreast === 1;
    if (unavailable.length > 0 && isDown) break;
  }
  if (delayed.length === 0) return { next };
  const { pending } = await deliveries.counts(runId);
  throw new DeliveriesPendingError(name, { pending, ...mostPatient(delayed) });
}

/** On cancellation what was not sent stays pending, and what was sent is still recorded. */
async function sendAbreast(
  sink: Pick<Sink, 'send'>,
  waiting: readonly PendingDelivery[],
  { abreast, signal }: { abreast: number; signal: AbortSignal },
): Promise<Attempt[]> {
  const queue = [...waiting];
  const attempts: Attempt[] = [];
  const lane = async () => {
    for (let delivery = queue.shift(); delivery && !signal.aborted; delivery = queue.shift()) {
      const receipt = await sink.send(delivery);
      attempts.push({ delivery, receipt });
      if (abreast === 1 && receipt.outcome === 'unavailable') return;
    }
  };
  await Promise.all(Array.from({ length: abreast }, lane));
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

import type { SinkName } from '../domain/names.js';
import type { Sink } from '../gateways/sinks/sink.js';
import type { RedeliveryCounts, RedeliveryStore } from '../store/redeliveries.js';
import { drainOutbox, type DrainedOutbox, type DrainOutboxInput } from './drain-outbox.js';

type Deps = {
  readonly sinks: { readonly coaching: Sink | null; readonly crm: Sink | null };
  readonly redeliveries: Pick<RedeliveryStore, 'startAttempts' | 'recordAttempts' | 'skipReason' | 'counts'>;
  readonly now: () => Date;
};

export type DeliverAgainInput = DrainOutboxInput & { readonly sink: SinkName };

export type DeliveredAgain = DrainedOutbox & { readonly counts: RedeliveryCounts };

/**
 * Sends what a redelivery has noted, under the keys that it had. Of each subject it is only what was said last, so the order does not
 * matter. Safe to repeat, as `drainOutbox` is.
 */
export const createDeliverAgain = ({ sinks, redeliveries, now }: Deps) =>
  async function deliverAgain({ sink: name, ...input }: DeliverAgainInput): Promise<DeliveredAgain> {
    const { runId } = input;
    const sink = sinks[name];
    const counts = () => redeliveries.counts(runId);
    if (!sink) return { next: null, counts: await counts() };
    const passedOver = new Set<string>();
    const { next } = await drainOutbox(
      {
        deliveries: {
          startAttempts: redeliveries.startAttempts,
          recordAttempts: (outcomes) =>
            redeliveries.recordAttempts(
              runId,
              outcomes.filter(({ key }) => !passedOver.has(key)),
            ),
          counts,
        },
        now,
      },
      {
        name,
        sink: {
          async send(delivery, options) {
            const reason = await redeliveries.skipReason(delivery.key);
            if (reason === null) return sink.send(delivery, options);
            passedOver.add(delivery.key);
            return { outcome: 'refused', reason };
          },
        },
        abreast: 16,
      },
      input,
    );
    return { next, counts: await counts() };
  };

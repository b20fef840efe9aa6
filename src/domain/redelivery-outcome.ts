import { deliveryOutcome, type DeliveryOutcome } from './delivery-outcome.js';

/** What a redelivery knows of its deliveries; `pending` are those that were not taken, or that it did not come to. */
type Counts = {
  readonly delivered: number;
  readonly failed: number;
  readonly pending: number;
  readonly superseded: number;
  readonly purged: number;
};

/** What was not delivered is still failed, unless there is nowhere to send it. */
export const redeliveryOutcome = (
  { delivered, failed, pending, superseded, purged }: Counts,
  { sinkConfigured }: { readonly sinkConfigured: boolean },
): DeliveryOutcome =>
  sinkConfigured
    ? deliveryOutcome({ delivered, failed: failed + pending }, { superseded, purged })
    : deliveryOutcome({ delivered, failed }, { noSink: pending, superseded, purged });

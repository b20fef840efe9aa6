import type { DeliveryCounts, DeliveryStore } from '../store/deliveries.js';

type Deps = { readonly deliveries: Pick<DeliveryStore, 'counts'> };

export type CountDeliveriesInput = { readonly runId: string };

/** Safe to repeat: it only reads. Counts are derived from the outbox, so no retry can count twice. */
export const createCountDeliveries = ({ deliveries }: Deps) =>
  async function countDeliveries({ runId }: CountDeliveriesInput): Promise<DeliveryCounts> {
    return deliveries.counts(runId);
  };

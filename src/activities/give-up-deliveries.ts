import type { DeliveryStore } from '../store/deliveries.js';

type Deps = { readonly deliveries: Pick<DeliveryStore, 'failPending'> };

export type GiveUpDeliveriesInput = { readonly runId: string };

/** Safe to repeat: the second time nothing is pending. */
export const createGiveUpDeliveries = ({ deliveries }: Deps) =>
  async function giveUpDeliveries({ runId }: GiveUpDeliveriesInput): Promise<void> {
    await deliveries.failPending(runId);
  };

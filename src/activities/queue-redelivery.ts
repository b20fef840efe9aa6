import type { RedeliveryPlan } from '../contracts/redeliver.js';
import type { Sink } from '../gateways/sinks/sink.js';
import type { RedeliveryCounts, RedeliveryStore } from '../store/redeliveries.js';

type Deps = {
  readonly sinks: { readonly coaching: Sink | null; readonly crm: Sink | null };
  readonly redeliveries: Pick<RedeliveryStore, 'queue' | 'counts'>;
};

export type QueueRedeliveryInput = { readonly runId: string; readonly plan: RedeliveryPlan };

export type QueuedRedelivery = RedeliveryCounts & { readonly sinkConfigured: boolean };

/** Notes what is to be sent again, and what of it is not and why. Safe to repeat: each delivery is noted once. */
export const createQueueRedelivery = ({ sinks, redeliveries }: Deps) =>
  async function queueRedelivery({ runId, plan }: QueueRedeliveryInput): Promise<QueuedRedelivery> {
    await redeliveries.queue({ runId, ...plan });
    return { ...(await redeliveries.counts(runId)), sinkConfigured: sinks[plan.sink] !== null };
  };

import type { HandoffUpdate, SessionUpdate } from '../domain/session-update.js';
import type { Sink } from '../gateways/sinks/sink.js';
import type { DeliveryStore } from '../store/deliveries.js';
import { contentDigest } from './content-digest.js';

type Deps = {
  readonly sinks: { readonly crm: Sink | null };
  readonly deliveries: Pick<DeliveryStore, 'enqueue'>;
};

export type EnqueueCrmInput = {
  readonly runId: string;
  readonly update: SessionUpdate | HandoffUpdate;
  /** Counts what the run tells: a task that is repeated tells several things again, in the same order. */
  readonly ordinal: number;
};

/** Safe to repeat: the outbox takes what the CRM knows already only once. */
export const createEnqueueCrm = ({ sinks, deliveries }: Deps) =>
  async function enqueueCrm({
    runId,
    update,
    ordinal,
  }: EnqueueCrmInput): Promise<{ sinkConfigured: boolean }> {
    if (!sinks.crm) return { sinkConfigured: false };
    const subject = `${update.event}/${update.sessionKey}`;
    const digest = contentDigest(update);
    await deliveries.enqueue(runId, 'crm', [{ subject, digest, body: JSON.stringify(update), ordinal }]);
    return { sinkConfigured: true };
  };

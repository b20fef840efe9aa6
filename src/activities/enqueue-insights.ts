import { cancellationSignal } from '@temporalio/activity';
import type { InsightsPlan } from '../contracts/sync-insights.js';
import { sortInsights } from '../domain/insight.js';
import { insightsUpdates } from '../domain/insights-update.js';
import type { Sink } from '../gateways/sinks/sink.js';
import type { DeliveryStore, WantedDelivery } from '../store/deliveries.js';
import type { InsightStore, SendableConversation } from '../store/insights.js';
import { contentDigest } from './content-digest.js';

type Deps = {
  readonly sinks: { readonly crm: Sink | null };
  readonly insights: Pick<InsightStore, 'block' | 'conversationsAfter' | 'sendable'>;
  readonly deliveries: Pick<DeliveryStore, 'enqueue'>;
};

export type EnqueueInsightsInput = {
  readonly runId: string;
  readonly plan: Pick<InsightsPlan, 'onPersonalData' | 'sortBy' | 'sortOrder'>;
};

/** `qualified` bodies have something to say; without a sink none is put into the outbox. */
export type EnqueuedInsights = { readonly qualified: number; readonly sinkConfigured: boolean };

/** Their texts are in memory at once. */
const CONVERSATIONS = 50;

/** Puts into the outbox what passed. Safe to repeat: the outbox takes each content of a body once. */
export const createEnqueueInsights = ({ sinks, insights, deliveries }: Deps) =>
  async function enqueueInsights({ runId, plan }: EnqueueInsightsInput): Promise<EnqueuedInsights> {
    if (plan.onPersonalData === 'block') await insights.block(runId);
    let qualified = 0;
    for (let after: string | null = null; ;) {
      cancellationSignal().throwIfAborted();
      const ids: readonly string[] = await insights.conversationsAfter({
        runId,
        after,
        limit: CONVERSATIONS,
      });
      const last = ids.at(-1);
      if (last === undefined) return { qualified, sinkConfigured: sinks.crm !== null };
      const wanted = (await insights.sendable(runId, ids)).flatMap((one) => wantedDeliveries(one, plan));
      if (sinks.crm && wanted.length > 0) await deliveries.enqueue(runId, 'crm', wanted);
      qualified += wanted.length;
      after = last;
    }
  };

/** The source may not sort, or not keep to it over pages. */
const wantedDeliveries = (
  { insights, ...conversation }: SendableConversation,
  { sortBy, sortOrder }: EnqueueInsightsInput['plan'],
): WantedDelivery[] =>
  insightsUpdates(conversation, sortInsights(insights, { sortBy, sortOrder })).map((update, part) => ({
    subject: `${update.event}/${update.conversationId}/${part + 1}`,
    digest: contentDigest(update),
    body: JSON.stringify(update),
  }));

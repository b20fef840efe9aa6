import type { Sink } from '../gateways/sinks/sink.js';
import { drainOutbox, type DrainDeps, type DrainedOutbox, type DrainOutboxInput } from './drain-outbox.js';

type Deps = DrainDeps & { readonly sinks: { readonly crm: Sink | null } };

/** Conversations differ, so their order does not matter. Safe to repeat, as `drainOutbox` is. */
export const createDeliverInsights = (deps: Deps) =>
  async function deliverInsights(input: DrainOutboxInput): Promise<DrainedOutbox> {
    const { crm } = deps.sinks;
    if (!crm) return { next: null };
    return drainOutbox(deps, { name: 'crm', sink: crm, abreast: 16 }, input);
  };

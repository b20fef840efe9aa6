import type { Sink } from '../gateways/sinks/sink.js';
import { drainOutbox, type DrainDeps, type DrainedOutbox, type DrainOutboxInput } from './drain-outbox.js';

type Deps = DrainDeps & { readonly sinks: { readonly coaching: Sink | null } };

/** Conversations differ, so their order does not matter. Safe to repeat, as `drainOutbox` is. */
export const createDeliverCoaching = (deps: Deps) =>
  async function deliverCoaching(input: DrainOutboxInput): Promise<DrainedOutbox> {
    const { coaching } = deps.sinks;
    if (!coaching) return { next: null };
    return drainOutbox(deps, { name: 'coaching', sink: coaching, abreast: 16 }, input);
  };

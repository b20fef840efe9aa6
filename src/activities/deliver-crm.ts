import type { Sink } from '../gateways/sinks/sink.js';
import { drainOutbox, type DrainDeps, type DrainedOutbox, type DrainOutboxInput } from './drain-outbox.js';

type Deps = DrainDeps & { readonly sinks: { readonly crm: Sink | null } };

/** One after another: a correction must not overtake what it corrects. Safe to repeat, as `drainOutbox` is. */
export const createDeliverCrm = (deps: Deps) =>
  async function deliverCrm(input: DrainOutboxInput): Promise<DrainedOutbox> {
    const { crm } = deps.sinks;
    if (!crm) return { next: null };
    return drainOutbox(deps, { name: 'crm', sink: crm, abreast: 1 }, input);
  };

import { acceptRedeliveryInput as accept, type RedeliveryPlan } from '../contracts/redeliver.js';

export type AcceptRedeliveryInputInput = { readonly input: unknown };

/** Checks the input once more, because a run may be started without our client. Safe to repeat: pure; its answer is recorded. */
export const createAcceptRedeliveryInput = () =>
  async function acceptRedeliveryInput({ input }: AcceptRedeliveryInputInput): Promise<RedeliveryPlan> {
    return Promise.resolve(accept(input));
  };

import { acceptCsatInput as accept, type CsatPlan } from '../contracts/correlate-csat.js';

export type AcceptCsatInputInput = { readonly input: unknown; readonly now: string };

/** Checks the input once more, because a run may be started without our client. Safe to repeat: pure; its answer is recorded. */
export const createAcceptCsatInput = () =>
  async function acceptCsatInput({ input, now }: AcceptCsatInputInput): Promise<CsatPlan> {
    return Promise.resolve(accept(input, now));
  };

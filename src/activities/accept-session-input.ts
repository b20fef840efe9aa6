import { acceptSessionInput as accept, type SessionPlan } from '../contracts/run-virtual-agent-session.js';

export type AcceptSessionInputInput = { readonly input: unknown };

/** Checks the input once more, because a run may be started without our client. Safe to repeat: pure; its answer is recorded. */
export const createAcceptSessionInput = () =>
  async function acceptSessionInput({ input }: AcceptSessionInputInput): Promise<SessionPlan> {
    return Promise.resolve(accept(input));
  };

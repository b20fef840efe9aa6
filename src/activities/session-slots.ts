import type { SessionStore } from '../store/sessions.js';

type Deps = { readonly sessions: Pick<SessionStore, 'reserveSlot' | 'releaseSlot'> };

/** Safe to repeat: a run has one slot, or one place among the waiters. */
export const createReserveSlot = ({ sessions }: Deps) =>
  async function reserveSlot(wish: Parameters<SessionStore['reserveSlot']>[0]) {
    return sessions.reserveSlot(wish);
  };

/** Safe to repeat: what is free already is freed again, and who can have it is told again. */
export const createReleaseSlot = ({ sessions }: Deps) =>
  async function releaseSlot({ runId }: { readonly runId: string }) {
    return sessions.releaseSlot(runId);
  };

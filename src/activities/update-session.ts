import type { SessionStore } from '../store/sessions.js';

type Deps = { readonly sessions: Pick<SessionStore, 'update'> };

/** What `client sessions` shows. Safe to repeat: it says the same again. */
export const createUpdateSession = ({ sessions }: Deps) =>
  async function updateSession(change: Parameters<SessionStore['update']>[0]): Promise<void> {
    await sessions.update(change);
  };

import type { ConversationEvent } from '../domain/conversation-event.js';
import type { SessionStore } from '../store/sessions.js';

type Deps = { readonly sessions: Pick<SessionStore, 'bindConversation' | 'findCreated'> };

export type BindConversationInput = { readonly runId: string; readonly conversationId: string };

/** Makes the conversation the session's, and answers what was told of it before. Safe to repeat: the same events again. */
export const createBindConversation = ({ sessions }: Deps) =>
  async function bindConversation(input: BindConversationInput): Promise<readonly ConversationEvent[]> {
    return sessions.bindConversation(input);
  };

/** What an event told of a session key: the trace of a creation whose answer was lost. Safe to repeat: it reads. */
export const createFindToldConversation = ({ sessions }: Deps) =>
  async function findToldConversation({ sessionKey }: { readonly sessionKey: string }) {
    return { conversationId: await sessions.findCreated(sessionKey) };
  };

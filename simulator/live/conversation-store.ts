import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { GenesysError } from '../genesys-error.js';
import { createJournal } from '../journal.js';
import { createActiveIndex, type ActiveIndex } from './active-index.js';
import { sessionKeyOf, type KeptConversation, type ScriptedEnd } from './conversation.js';
import { withoutEnd } from './without-end.js';
import { conversationRecordSchema, type ConversationRecord } from './conversation-record.js';
import type { NewConversation } from './new-conversation.js';

export type ConversationStore = {
  add(wanted: NewConversation, scriptedEnd: ScriptedEnd | null): KeptConversation;
  /** Throws GenesysError 404 for an id that is not there, 409 for a conversation that has ended. */
  end(id: string, end: { endTime: string; resolutionStatus: string | null }): KeptConversation;
  /** Throws GenesysError 404 for an id that is not there, 409 for a conversation that is active. */
  reopen(id: string): KeptConversation;
  /** Throws GenesysError 404. */
  get(id: string): KeptConversation;
  find(id: string): KeptConversation | null;
  /** In the order of creation. */
  all(): KeptConversation[];
  ofSession(sessionKey: string): KeptConversation[];
  /** How many were created since the start or the last `clear`. */
  size(): number;
  active: Pick<ActiveIndex, 'countOf' | 'from'>;
  clear(): void;
};

function refusal(status: number, code: string, message: string): GenesysError {
  return new GenesysError({ status, code, message });
}

/** What a record makes of a conversation. */
function changed(kept: KeptConversation, record: ConversationRecord): KeptConversation {
  if (record.kind === 'created') return kept;
  const lasting = withoutEnd(kept.conversation);
  if (record.kind === 'reopened')
    return { ...kept, conversation: lasting, endedAtMs: null, scriptedEnd: null };
  const { endTime, resolutionStatus, endedAtMs } = record;
  const known = resolutionStatus === null ? {} : { resolutionStatus };
  return { ...kept, conversation: { ...lasting, state: 'closed', endTime, ...known }, endedAtMs };
}

/** Conversations of this process and, with `dataDir`, of those before it. What a caller is answered is on disk by then. */
export function createConversationStore(clock: Clock, dataDir: string | undefined): ConversationStore {
  const journal = createJournal(dataDir, {
    name: 'conversations',
    noun: 'conversation',
    schema: conversationRecordSchema,
  });
  const byId = new Map<string, KeptConversation>();
  const idsBySession = new Map<string, string[]>();
  const active = createActiveIndex();

  function put(kept: KeptConversation): KeptConversation {
    byId.set(kept.conversation.id, kept);
    active.put(kept);
    return kept;
  }

  function get(id: string): KeptConversation {
    const kept = byId.get(id);
    if (!kept) throw refusal(404, 'not.found', `There is no conversation ${id}.`);
    return kept;
  }

  function take(record: ConversationRecord): KeptConversation {
    if (record.kind !== 'created') return put(changed(get(record.id), record));
    const { conversation, queueId, scriptedEnd } = record;
    const sessionKey = sessionKeyOf(conversation);
    if (sessionKey !== null) {
      idsBySession.set(sessionKey, [...(idsBySession.get(sessionKey) ?? []), conversation.id]);
    }
    return put({ conversation, queueId, scriptedEnd, ordinal: byId.size, endedAtMs: null });
  }

  function keep(record: ConversationRecord): KeptConversation {
    journal.append(record);
    return take(record);
  }

  journal.read().forEach(take);
  return {
    add: ({ to, from, type, attributes, routing }, scriptedEnd) => {
      const conversation = {
        id: randomUUID(),
        type,
        state: 'active' as const,
        to,
        from,
        startTime: clock.now(),
        attributes,
      };
      return keep({ kind: 'created', conversation, queueId: routing?.queueId ?? null, scriptedEnd });
    },
    end: (id, end) => {
      if (get(id).conversation.state === 'closed') {
        throw refusal(409, 'conflict', `Conversation ${id} has ended already.`);
      }
      return keep({ kind: 'ended', id, ...end, endedAtMs: clock.nowMs() });
    },
    reopen: (id) => {
      if (get(id).conversation.state === 'active') {
        throw refusal(409, 'conflict', `Conversation ${id} is active.`);
      }
      return keep({ kind: 'reopened', id });
    },
    get,
    find: (id) => byId.get(id) ?? null,
    all: () => [...byId.values()],
    ofSession: (sessionKey) => (idsBySession.get(sessionKey) ?? []).map(get),
    size: () => byId.size,
    active,
    clear: () => {
      journal.clear();
      byId.clear();
      idsBySession.clear();
      active.clear();
    },
  };
}

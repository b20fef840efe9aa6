import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { parseFields } from '../parse-fields.js';
import type { ConversationEvent } from './conversation-event.js';
import type { ConversationStore } from './conversation-store.js';
import { conversationCountsOf, type ConversationCounts } from './conversation-counts.js';
import type { KeptConversation, LiveConversation } from './conversation.js';
import { newConversationSchema, type NewConversationInput } from './new-conversation.js';
import { createScheduledEnds } from './scheduled-ends.js';
import type { ScriptBoard } from './script.js';
import { asTold } from './told-conversation.js';

type Notify = {
  /** False: nobody is told, as if the event had been lost. */
  notify?: boolean | undefined;
};

export type LiveConversations = {
  /** Not repeatable: each call makes a conversation. Resolves when its creation may be answered, with it as it was created. */
  open(wanted: NewConversationInput): Promise<LiveConversation>;
  /** `at` (ISO) is the end time that is told. Null tells no resolution. */
  end(
    id: string,
    end?: Notify & { resolutionStatus?: string | null | undefined; at?: string | undefined },
  ): LiveConversation;
  reopen(id: string, options?: Notify): LiveConversation;
  /** Tells of an event without changing the conversation; a known `eventId` makes it a repetition. */
  announce(
    id: string,
    event: { kind: ConversationEvent['kind']; eventId?: string | undefined },
  ): ConversationEvent;
  find(id: string): KeptConversation | null;
  /** In the order of creation; more than one was created more than once. */
  ofSession(sessionKey: string): KeptConversation[];
  counts(): ConversationCounts;
  clear(): void;
  close(): void;
};

/** Throws what the store throws. `publish` resolves when the event has been tried once. */
export function createLiveConversations(context: {
  clock: Clock;
  store: ConversationStore;
  script: ScriptBoard;
  isEarly(ordinal: number): boolean;
  publish(event: ConversationEvent, options?: { early: boolean }): Promise<void>;
}): LiveConversations {
  const { clock, store, script, isEarly, publish } = context;
  const ends = createScheduledEnds(clock, endAsScripted);

  function endNow(id: string, resolutionStatus: string | null, endTime: string): ConversationEvent {
    ends.cancel(id);
    const { conversation } = store.end(id, { endTime, resolutionStatus });
    return { eventId: randomUUID(), kind: 'ended', conversation };
  }

  function endAsScripted(id: string): void {
    const { conversation, scriptedEnd } = store.get(id);
    if (conversation.state === 'closed' || scriptedEnd === null) return;
    const endMs = Math.min(clock.nowMs(), scriptedEnd.atMs);
    void publish(endNow(id, scriptedEnd.resolutionStatus, new Date(endMs).toISOString()));
  }

  for (const { conversation, scriptedEnd } of store.all()) {
    if (conversation.state === 'active' && scriptedEnd) ends.schedule(conversation.id, scriptedEnd.atMs);
  }

  return {
    open: async (wanted) => {
      const opened = parseFields(newConversationSchema, wanted);
      const ordinal = store.size();
      const text = `${opened.message ?? ''} ${JSON.stringify(opened.attributes)}`;
      const { afterMs, resolutionStatus } = script.endOf({ text, ordinal });
      const atMs = afterMs === null ? null : clock.nowMs() + afterMs;
      const { conversation } = store.add(opened, atMs === null ? null : { atMs, resolutionStatus });
      const early = isEarly(ordinal);
      if (early || afterMs === 0) {
        const told = publish(endNow(conversation.id, resolutionStatus, clock.now()), { early });
        if (early) await told;
      } else if (atMs !== null) ends.schedule(conversation.id, atMs);
      return conversation;
    },
    end: (id, { resolutionStatus = 'resolved', at = clock.now(), notify = true } = {}) => {
      const event = endNow(id, resolutionStatus, at);
      if (notify) void publish(event);
      return event.conversation;
    },
    reopen: (id, { notify = true } = {}) => {
      const { conversation } = store.reopen(id);
      if (notify) void publish({ eventId: randomUUID(), kind: 'reopened', conversation });
      return conversation;
    },
    announce: (id, { kind, eventId = randomUUID() }) => {
      const conversation = asTold(store.get(id).conversation, { kind, now: clock.now() });
      const event = { eventId, kind, conversation };
      void publish(event);
      return event;
    },
    find: store.find,
    ofSession: store.ofSession,
    counts: () => conversationCountsOf(store.all()),
    clear: () => {
      ends.cancelAll();
      store.clear();
    },
    close: () => {
      ends.cancelAll();
    },
  };
}

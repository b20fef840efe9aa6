import type { InboxEntry, InboxReader, InboxWriter } from '../../../src/ingress/index.js';

export type MemoryInbox = InboxWriter &
  InboxReader & {
    readonly entries: Map<string, InboxEntry>;
    readonly dispatched: Set<string>;
    /** While it is set, every call rejects with it. */
    failure: Error | null;
  };

/** The store's inbox in memory; every answer comes a turn later, as from a database. */
export function createMemoryInbox(): MemoryInbox {
  const entries = new Map<string, InboxEntry>();
  const dispatched = new Set<string>();
  const turn = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    if (inbox.failure) throw inbox.failure;
  };
  const inbox: MemoryInbox = {
    entries,
    dispatched,
    failure: null,
    async receive(entry) {
      await turn();
      if (entries.has(entry.eventId)) return 'known';
      entries.set(entry.eventId, entry);
      return 'new';
    },
    async pending({ topic, limit, receivedBefore }) {
      await turn();
      return [...entries.values()]
        .filter((entry) => entry.topic === topic && entry.receivedAt < receivedBefore)
        .filter(({ eventId }) => !dispatched.has(eventId))
        .slice(0, limit)
        .map(({ eventId, body }) => ({ eventId, body: JSON.parse(JSON.stringify(body)) as unknown }));
    },
    async markDispatched(eventIds) {
      await turn();
      for (const eventId of eventIds) dispatched.add(eventId);
    },
  };
  return inbox;
}

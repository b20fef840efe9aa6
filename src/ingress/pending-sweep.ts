import type { InboxReader, IngressLog, ReceivedEvent, Topic } from './ports.js';
import { readStoredEvent } from './stored-event.js';

type PendingSweepOptions = {
  readonly inbox: InboxReader;
  readonly now: () => Date;
  readonly log: IngressLog;
  /** Resolves when the attempt is over; true when the event needs no other. Does not reject. */
  readonly attempt: (event: ReceivedEvent) => Promise<boolean>;
};

/** What has come in just now is still being dispatched. */
const GRACE_MS = 5000;
const FIRST_LIMIT = 500;
const MAX_LIMIT = 32_000;

/** One more attempt for each event that the inbox still holds, oldest first. The function that it gives never rejects. */
export function createPendingSweep({ inbox, now, log, attempt }: PendingSweepOptions): () => Promise<void> {
  async function again(topic: Topic, { eventId, body }: Row): Promise<boolean> {
    const event = readStoredEvent(topic, body);
    if (event?.body.eventId === eventId) return attempt(event);
    log.error({ topic }, 'an event in the inbox has an unknown shape; it stays there until it expires');
    return false;
  }

  /** Events that leave the inbox make room for others; the limit has to grow only past those that stay. */
  async function walk(topic: Topic): Promise<void> {
    const receivedBefore = new Date(now().getTime() - GRACE_MS).toISOString();
    const tried = new Set<string>();
    for (let limit = FIRST_LIMIT; limit <= MAX_LIMIT;) {
      const rows = await inbox.pending({ topic, limit, receivedBefore });
      const fresh = rows.filter(({ eventId }) => !tried.has(eventId));
      for (const { eventId } of fresh) tried.add(eventId);
      const outcomes = await Promise.all(fresh.map((row) => again(topic, row)));
      if (rows.length < limit) return;
      if (!outcomes.includes(true)) limit *= 4;
    }
  }

  return async () => {
    try {
      await walk('conversation');
      await walk('coaching');
      await walk('speech');
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : typeof error }, 'the inbox could not be swept');
    }
  };
}

type Row = Awaited<ReturnType<InboxReader['pending']>>[number];

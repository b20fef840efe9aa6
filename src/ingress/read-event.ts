import { createHash } from 'node:crypto';
import {
  parseCoachingEvent,
  parseConversationEvent,
  parseSpeechEvent,
  type Told,
} from '../contracts/webhook-events.js';
import type { InboxEntry, Topic } from './ports.js';

type Delivered = {
  readonly topic: Topic;
  readonly body: unknown;
  readonly raw: Buffer;
  readonly messageId: string | null;
  readonly receivedAt: string;
};

/**
 * What of a delivery goes into the inbox: the fields that the contracts name, and no others. Copies of one event get one id: the
 * sender's, where it signed one, else the event's own, else the bytes' hash.
 * @throws {InvalidInputError} naming each field that is wrong, never a value
 */
export function readEvent(delivered: Delivered): InboxEntry {
  const { topic, body, receivedAt } = delivered;
  const named = <T extends { readonly eventId: string }>({ event, naturalId }: Told<T>) => {
    const eventId = delivered.messageId ?? naturalId ?? hashOf(delivered.raw);
    return { ...event, eventId };
  };
  switch (topic) {
    case 'conversation': {
      const event = named(parseConversationEvent(body));
      const { eventId, conversationId, sessionKey } = event;
      return { topic, body: event, eventId, conversationId, sessionKey, receivedAt };
    }
    case 'coaching': {
      const event = named(parseCoachingEvent(body));
      return { topic, body: event, ...NO_CONVERSATION, eventId: event.eventId, receivedAt };
    }
    case 'speech': {
      const event = named(parseSpeechEvent(body));
      return { topic, body: event, ...NO_CONVERSATION, eventId: event.eventId, receivedAt };
    }
  }
}

/** A session claims what the inbox holds for its conversation: only events of topic conversation are meant for it. */
const NO_CONVERSATION = { conversationId: null, sessionKey: null };

const hashOf = (raw: Buffer): string => `sha256:${createHash('sha256').update(raw).digest('hex')}`;

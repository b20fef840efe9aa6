import type { CoachingEvent, SpeechEvent } from '../contracts/webhook-events.js';
import type { ConversationEvent } from '../domain/conversation-event.js';

/** What came in, by the topic of the address that it came to. */
export type ReceivedEvent =
  | { readonly topic: 'conversation'; readonly body: ConversationEvent }
  | { readonly topic: 'coaching'; readonly body: CoachingEvent }
  | { readonly topic: 'speech'; readonly body: SpeechEvent };
export type Topic = ReceivedEvent['topic'];

export type InboxEntry = ReceivedEvent & {
  readonly eventId: string;
  readonly conversationId: string | null;
  readonly sessionKey: string | null;
  readonly receivedAt: string;
};

/** Durable when `receive` resolves; `known` when the event id was there before. */
export type InboxWriter = { receive(entry: InboxEntry): Promise<'new' | 'known'> };

export type InboxReader = {
  /** The oldest first; of conversations only those that a session owns. */
  pending(wanted: {
    readonly topic: Topic;
    readonly limit: number;
    readonly receivedBefore: string;
  }): Promise<readonly { readonly eventId: string; readonly body: unknown }[]>;
  markDispatched(eventIds: readonly string[], at: string): Promise<void>;
};

type Found = { readonly workflowId: string };

export type SessionFinder = {
  findByConversation(conversationId: string): Promise<Found | null>;
  findBySessionKey(sessionKey: string): Promise<Found | null>;
};

export type CorrelationFinder = {
  /** Runs under way that have counted a conversation. */
  runsWith(conversationId: string): Promise<readonly Found[]>;
};

/** As pino has it. Nothing of a request's content is ever handed to it. */
export type IngressLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

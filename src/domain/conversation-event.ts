/** What happened to a conversation, in one spelling, whoever told it. Holds nothing personal: no address, number or name. */
export type ConversationEvent = {
  /** The same for every copy of one event. */
  readonly eventId: string;
  readonly conversationId: string;
  /** From the conversation's own attributes, where the event carries them. */
  readonly sessionKey: string | null;
  readonly kind: 'ended' | 'active';
  /** ISO in UTC; null where the source only knows that it has happened. */
  readonly occurredAt: string | null;
  /** As the wire says; null when it says nothing. */
  readonly resolution: string | null;
  /** Lower case with underscores, from any of the three spellings Genesys has; null when not told. */
  readonly disconnect: string | null;
  readonly media: string | null;
  readonly source: 'webhook' | 'trigger' | 'sweep';
};

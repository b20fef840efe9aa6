import type { LiveConversation } from '../live/conversation.js';

/** The `customer.end` event of Genesys' triggers, as far as its published schema goes (facts: event topic of 262). */
export type CustomerEnd = {
  eventTime: number;
  conversationId: string;
  participantId: string;
  sessionId: string;
  disconnectType: string;
  mediaType: string;
  direction: string;
  provider: string;
  ani: string;
  dnis: string;
  addressTo: string;
  addressFrom: string;
  interactingDurationMs: number;
};

/** What no receiver may keep. Made up, and spelled so that a search for it finds nothing else. */
export const PLANTED_PERSONAL_DATA = {
  ani: 'tel:+15550100377',
  dnis: 'tel:+15550100912',
  addressTo: 'planted-recipient@example.com',
  addressFrom: 'planted-customer@example.com',
} as const;

// Another id of the same conversation: one digit apart, so that a mix-up is found out.
const siblingOf = (id: string, digit: string): string => id.slice(0, -1) + digit;

/** Of a conversation that has ended. It is told in UPPER CASE and epoch milliseconds, and knows neither attributes nor resolution. */
export function customerEndOf({ id, type, startTime, endTime = startTime }: LiveConversation): CustomerEnd {
  return {
    eventTime: Date.parse(endTime),
    conversationId: id,
    participantId: siblingOf(id, id.endsWith('0') ? '2' : '0'),
    sessionId: siblingOf(id, id.endsWith('1') ? '3' : '1'),
    disconnectType: 'CLIENT',
    mediaType: type.toUpperCase(),
    direction: 'INBOUND',
    provider: 'PureCloud Messaging',
    ...PLANTED_PERSONAL_DATA,
    interactingDurationMs: Date.parse(endTime) - Date.parse(startTime),
  };
}

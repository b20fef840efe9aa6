import type { LiveConversation } from '../live/conversation.js';

/** The `customer.end` event of Genesys' triggers, as far as its published schema goes (facts: event topic of 262). */
export type CustomerEnd = {
  eventTime: number | string;
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

export const CUSTOMER_END_SPELLINGS = ['customerEnd', 'customerEndDotted'] as const;

/**
 * Of a conversation that has ended. Events are told in UPPER CASE and epoch milliseconds, and know neither attributes nor
 * resolution; dotted, the same is spelled as live conversations spell it, with ISO times.
 */
export function customerEndOf(
  { id, type, startTime, endTime = startTime }: LiveConversation,
  spelling: (typeof CUSTOMER_END_SPELLINGS)[number],
): CustomerEnd {
  const isDotted = spelling === 'customerEndDotted';
  return {
    eventTime: isDotted ? endTime : Date.parse(endTime),
    conversationId: id,
    participantId: siblingOf(id, id.endsWith('0') ? '2' : '0'),
    sessionId: siblingOf(id, id.endsWith('1') ? '3' : '1'),
    disconnectType: isDotted ? 'transport.failure' : 'TRANSPORT_FAILURE',
    mediaType: isDotted ? type : type.toUpperCase(),
    direction: isDotted ? 'inbound' : 'INBOUND',
    provider: 'PureCloud Messaging',
    ...PLANTED_PERSONAL_DATA,
    interactingDurationMs: Date.parse(endTime) - Date.parse(startTime),
  };
}

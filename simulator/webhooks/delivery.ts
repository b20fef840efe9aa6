import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { ConversationEvent } from '../live/conversation-event.js';
import { signatureOf, webhookKeyOf } from '../standard-webhooks.js';
import { CUSTOMER_END_SPELLINGS, customerEndOf } from './customer-end.js';
import type { Webhook } from './webhook.js';

export const SPELLINGS = ['documented', ...CUSTOMER_END_SPELLINGS] as const;
export type Spelling = (typeof SPELLINGS)[number];

/** One event for one webhook. The bytes of its body are fixed, however often it is sent. */
export const deliverySchema = z.strictObject({
  eventId: z.string(),
  webhookId: z.string(),
  spelling: z.enum(SPELLINGS),
  body: z.string(),
});
export type Delivery = z.output<typeof deliverySchema>;

export const keyOf = ({ eventId, webhookId }: Delivery): string => `${eventId} ${webhookId}`;

/**
 * The documented event has no body of its own: it is the conversation, so one that was reopened is told as `active` under the
 * same webhook. Null for what a spelling has no word for: no `customer.end` tells that a conversation goes on.
 */
export function deliveryOf(
  { eventId, kind, conversation }: ConversationEvent,
  { webhookId, spelling }: { webhookId: string; spelling: Spelling },
): Delivery | null {
  if (spelling === 'documented') {
    return { eventId, webhookId, spelling, body: JSON.stringify(conversation) };
  }
  if (kind !== 'ended') return null;
  return { eventId, webhookId, spelling, body: JSON.stringify(customerEndOf(conversation, spelling)) };
}

/** Signed for this attempt: receivers measure age by the time of sending. A webhook without a secret gets no signature. */
export function signedHeaders({ eventId, spelling, body }: Delivery, { secret }: Webhook): Headers {
  const headers = new Headers({ 'content-type': 'application/json' });
  const key = secret === undefined ? null : (webhookKeyOf(secret) ?? Buffer.from(secret, 'utf8'));
  if (spelling !== 'documented') {
    if (key)
      headers.set('x-hub-signature-256', `sha256=${createHmac('sha256', key).update(body).digest('hex')}`);
    return headers;
  }
  const timestamp = String(Math.floor(Date.now() / 1000));
  headers.set('webhook-id', eventId);
  headers.set('webhook-timestamp', timestamp);
  if (key) headers.set('webhook-signature', signatureOf({ id: eventId, timestamp, body }, key));
  return headers;
}

import { z } from 'zod';
import type { ReceivedEvent, Topic } from './ports.js';

const text = z.string().nullable();

const SCHEMAS = {
  conversation: z.object({
    eventId: z.string(),
    conversationId: z.string(),
    sessionKey: text,
    kind: z.enum(['ended', 'active']),
    occurredAt: text,
    resolution: text,
    disconnect: text,
    media: text,
    source: z.enum(['webhook', 'trigger', 'sweep']),
  }),
  coaching: z.object({
    eventId: z.string(),
    interactionId: z.string(),
    score: z.number().nullable(),
    polarity: text,
  }),
  speech: z.object({
    eventId: z.string(),
    eventType: z.string(),
    conversationId: text,
    interactionId: text,
    modelId: text,
  }),
};

/** An event as the inbox gives it back; null when another version of this program wrote it in a way that this one can't read. */
export function readStoredEvent(topic: Topic, body: unknown): ReceivedEvent | null {
  const stored = SCHEMAS[topic].safeParse(body);
  return stored.success ? ({ topic, body: stored.data } as ReceivedEvent) : null;
}

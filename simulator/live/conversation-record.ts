import { z } from 'zod';
import { conversationSchema } from './conversation.js';

const createdSchema = z.strictObject({
  kind: z.literal('created'),
  conversation: conversationSchema,
  queueId: z.string().nullable(),
  scriptedEnd: z.strictObject({ atMs: z.number(), resolutionStatus: z.string().nullable() }).nullable(),
});

const endedSchema = z.strictObject({
  kind: z.literal('ended'),
  id: z.string(),
  endTime: z.string(),
  resolutionStatus: z.string().nullable(),
  endedAtMs: z.number(),
});

/** One line of the journal: what has happened to a conversation. */
export const conversationRecordSchema = z.discriminatedUnion('kind', [
  createdSchema,
  endedSchema,
  z.strictObject({ kind: z.literal('reopened'), id: z.string() }),
]);

export type ConversationRecord = z.output<typeof conversationRecordSchema>;

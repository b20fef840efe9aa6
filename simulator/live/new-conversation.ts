import { z } from 'zod';
import { attributesSchema, partySchema } from './conversation.js';

const MAX_ATTRIBUTE_BYTES = 40_960;

/** The body that creates a conversation. The document knows no `message`; one that is sent is not kept. */
export const newConversationSchema = z.strictObject({
  to: z
    .array(partySchema)
    .refine((parties) => parties.some(({ id }) => id !== undefined), 'one must have an id'),
  from: partySchema,
  type: z.string().min(1),
  attributes: attributesSchema
    .refine(
      (attributes) => Buffer.byteLength(JSON.stringify(attributes)) <= MAX_ATTRIBUTE_BYTES,
      `more than ${String(MAX_ATTRIBUTE_BYTES)} bytes of JSON`,
    )
    .default({}),
  routing: z.strictObject({ queueId: z.string().min(1).optional() }).optional(),
  message: z.string().optional(),
});

export type NewConversation = z.output<typeof newConversationSchema>;
export type NewConversationInput = z.input<typeof newConversationSchema>;

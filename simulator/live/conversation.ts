import { z } from 'zod';

export const partySchema = z
  .strictObject({ id: z.string().min(1).optional(), name: z.string().min(1).optional() })
  .refine(({ id, name }) => id !== undefined || name !== undefined, 'needs an id or a name');

export const attributesSchema = z.record(z.string(), z.unknown());

/** As it goes over the wire: in the answer to its creation, in the list of active ones, and in events. */
export const conversationSchema = z.strictObject({
  id: z.string(),
  type: z.string(),
  state: z.enum(['active', 'closed']),
  to: z.array(partySchema),
  from: partySchema,
  startTime: z.string(),
  endTime: z.string().optional(),
  resolutionStatus: z.string().optional(),
  attributes: attributesSchema,
});

export type LiveConversation = z.output<typeof conversationSchema>;

/** A conversation with what only the simulator knows of it. */
export type KeptConversation = {
  readonly conversation: LiveConversation;
  /** Counts from 0 in the order of creation. */
  readonly ordinal: number;
  readonly queueId: string | null;
  /** When the command to end came, by the simulator's clock; `endTime` may have been told to be another. */
  readonly endedAtMs: number | null;
  readonly scriptedEnd: ScriptedEnd | null;
};

export type ScriptedEnd = { readonly atMs: number; readonly resolutionStatus: string | null };

/** The product's own key, where it has put it. */
export function sessionKeyOf({ attributes }: LiveConversation): string | null {
  const { sessionKey } = attributes;
  return typeof sessionKey === 'string' ? sessionKey : null;
}

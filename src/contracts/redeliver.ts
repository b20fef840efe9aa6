import { z } from 'zod';
import type { AuditHead } from '../domain/audit-entry.js';
import type { DeliveryOutcome } from '../domain/delivery-outcome.js';
import { SINKS, type SinkName } from '../domain/names.js';
import { oneOf, parseInput } from './fields.js';

const schema = z
  .strictObject({ sink: oneOf(SINKS), key: z.string().min(1, 'must not be empty').optional() })
  .refine(({ sink, key }) => key === undefined || key.startsWith(`${sink}/`), {
    path: ['key'],
    error: 'must be the key of a delivery to the sink, which it begins with',
  });

/** What a caller may say to `redeliver`. Without a key every failed delivery of the sink is meant. */
export type RedeliveryInput = z.input<typeof schema>;

export type RedeliveryPlan = { readonly sink: SinkName; readonly key: string | null };

/** Counts of this run alone; the results of the runs that wanted the deliveries stay as they are. */
export type RedeliveryResult = DeliveryOutcome & {
  readonly sink: SinkName;
  readonly startedAt: string;
  readonly auditHead: AuditHead;
};

/** @throws {InvalidInputError} naming every field that is wrong, and the remedy */
export function acceptRedeliveryInput(input: unknown): RedeliveryPlan {
  const { sink, key = null } = parseInput(schema, input);
  return { sink, key };
}

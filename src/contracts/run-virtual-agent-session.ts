import { z } from 'zod';
import type { AuditHead } from '../domain/audit-entry.js';
import type { SessionUpdate } from '../domain/session-update.js';
import { amount, duration, oneOf, parseInput, wholeNumber } from './fields.js';

/** The document's confidence, and its limit of 40 KB for attributes: bytes of UTF-8 JSON, our own key included. */
export const SESSION_DEFAULTS = {
  confidenceMin: 0.6,
  whenFull: 'reject',
  endDeadline: '72h',
  settleFor: '0s',
} as const;
export const MAX_ATTRIBUTE_BYTES = 40_960;

const shortText = z.string().trim().min(1, 'must not be blank').max(200, 'must have at most 200 characters');
const party = z
  .strictObject({ id: shortText.optional(), name: shortText.optional() })
  .refine(({ id, name }) => id !== undefined || name !== undefined, 'must have an id or a name');

/** Goes into workflow ids, which everybody sees: an order number is fine, an address is not. */
const sessionKey = z
  .string()
  .regex(/^[\w.:-]{1,100}$/, 'must be 1 to 100 letters, digits, or any of . : _ -, and nothing personal');

const schema = z
  .strictObject({
    sessionKey,
    from: party,
    message: z
      .string()
      .max(10_000, 'must have at most 10000 characters')
      .refine((text) => text.trim() !== '', 'must not be blank'),
    attributes: z.record(z.string(), z.json()).default({}),
    to: z.array(party).min(1, 'must name the virtual agent').max(10, 'must have at most 10 items'),
    type: shortText,
    botId: shortText.optional(),
    thresholds: z
      .strictObject({
        maxTurns: wholeNumber(1, 100_000).optional(),
        confidenceMin: amount(0, 1).default(SESSION_DEFAULTS.confidenceMin),
        sentimentMin: amount(-1, 1).optional(),
      })
      .prefault({}),
    fallbackQueueId: shortText.optional(),
    maxConcurrent: wholeNumber(1, 1_000_000).optional(),
    whenFull: oneOf(['reject', 'wait']).default(SESSION_DEFAULTS.whenFull),
    endDeadline: duration('1s').default(SESSION_DEFAULTS.endDeadline),
    settleFor: duration('0s').default(SESSION_DEFAULTS.settleFor),
  })
  .superRefine(({ attributes, sessionKey: key, to, botId }, context) => {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...attributes, sessionKey: key })).length;
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if ('sessionKey' in attributes) refuse('attributes', 'must not hold a sessionKey: that one is ours');
    if (bytes > MAX_ATTRIBUTE_BYTES) {
      refuse(
        'attributes',
        `take ${bytes} bytes with our sessionKey; at most ${MAX_ATTRIBUTE_BYTES} are allowed`,
      );
    }
    if (botId === undefined && to[0]?.id === undefined) refuse('botId', 'is required when to[0] has no id');
    // Else the conversation could not be found again among those of the virtual agent.
    if (botId !== undefined && to.every(({ id }) => id !== botId))
      refuse('botId', 'must be the id of one in to');
  });

/** What a caller may say to `runVirtualAgentSession`. */
export type SessionInput = z.input<typeof schema>;

export type SessionPlan = Omit<z.output<typeof schema>, 'botId'> & { readonly botId: string };

/** @throws {InvalidInputError} naming every field that is wrong, and the remedy; never a value */
export function acceptSessionInput(input: unknown): SessionPlan {
  const plan = parseInput(schema, input);
  return { ...plan, botId: plan.botId ?? plan.to[0]?.id ?? '' };
}

/** What of a plan may be stored and shown: nothing of what the customer is and said. */
export const publicPlan = (plan: SessionPlan) => ({
  sessionKey: plan.sessionKey,
  botId: plan.botId,
  type: plan.type,
  thresholds: plan.thresholds,
  fallbackQueueId: plan.fallbackQueueId ?? null,
  maxConcurrent: plan.maxConcurrent ?? null,
  whenFull: plan.whenFull,
  endDeadline: plan.endDeadline,
  settleFor: plan.settleFor,
});

/** What the CRM was told last, and what only the run knows. */
export type SessionResult = SessionUpdate & {
  readonly startedAt: string;
  readonly handoffQueueId: string | null;
  /** From the end to our hearing of it; null when nobody told when it ended. */
  readonly terminationLatencyMs: number | null;
  readonly unknown: readonly ('resolution' | 'containment' | 'metrics' | 'endTime')[];
  readonly crm: 'delivered' | 'failed' | 'noSink';
  readonly auditHead: AuditHead;
};

import type { ConversationEvent } from '../../src/domain/conversation-event.js';

export const CONVERSATION = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890';

/** An event of the conversation at a minute of an hour; without a minute it has no time. */
export const conversationEvent = (
  kind: ConversationEvent['kind'],
  minute: number | null,
  changes: Partial<ConversationEvent> = {},
): ConversationEvent => ({
  eventId: `${kind}/${String(minute)}`,
  conversationId: CONVERSATION,
  sessionKey: null,
  kind,
  occurredAt: minute === null ? null : new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString(),
  resolution: kind === 'ended' ? 'resolved' : null,
  disconnect: null,
  media: null,
  source: 'webhook',
  ...changes,
});

/** Every order of a list. */
export function orders<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    orders(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

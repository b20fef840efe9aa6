import { z } from 'zod';
import type { ConversationEvent } from '../domain/conversation-event.js';
import { toUtc } from '../domain/interval.js';
import { normalizeWireEnum } from '../domain/wire-enum.js';
import { instant, oneOf, parseInput } from './fields.js';

/** One interaction's sentiment, as the first document's receiver takes it. */
export type CoachingEvent = {
  readonly eventId: string;
  readonly interactionId: string;
  readonly score: number | null;
  /** As the wire says. */
  readonly polarity: string | null;
};

/** That something about speech has become known; what it is has to be asked for. */
export type SpeechEvent = {
  readonly eventId: string;
  readonly eventType: string;
  readonly conversationId: string | null;
  readonly interactionId: string | null;
  readonly modelId: string | null;
};

/** The event without the name that the door gives it; `naturalId` where the body itself says which event it is. */
export type Told<T extends { readonly eventId: string }> = {
  readonly event: Omit<T, 'eventId'>;
  readonly naturalId: string | null;
};

// Documents and platform both show UUIDs and short readable ids. Nothing that looks like an address or a sentence passes.
const id = z.string().regex(/^[\w.:-]{1,100}$/, 'must be 1 to 100 letters, digits, or any of . : _ -');
const word = z.string().regex(/^[A-Za-z][\w.-]{0,63}$/, 'must be one word of at most 64 characters');
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

const TIME = 'must be an ISO date and time with an offset, or milliseconds since 1970';
// Seconds would be an instant of January 1970: a mistake worth naming.
const epochMs = z.int(TIME).min(1_000_000_000_000, TIME).max(9_999_999_999_999, TIME);
const time = z.union([instant, epochMs], { error: TIME }).transform(toUtc);

const conversationState = word.transform(normalizeWireEnum).pipe(oneOf(['closed', 'active']));

/** The virtual-agent document's webhook: a whole conversation, of which only this is kept. */
const conversation = z.object({
  id,
  state: conversationState,
  startTime: optional(time),
  endTime: optional(time),
  resolutionStatus: optional(z.string().max(100, 'must have at most 100 characters')),
  // Attributes belong to whoever made the conversation; another's `sessionKey` may be anything.
  attributes: z
    .object({ sessionKey: id.nullable().catch(null) })
    .nullish()
    .catch(null),
});

const belongsTo = (topic: string) =>
  z
    .never(`belongs to a ${topic} event, which does not end a conversation; subscribe to customer.end`)
    .nullish();

/** `CustomerEndDetailEventTopicCustomerEndEvent` of the published API, in any of the three spellings and both forms of time. */
const customerEnd = z.object({
  conversationId: id,
  sessionId: optional(id),
  eventTime: optional(time),
  disconnectType: optional(word),
  mediaType: optional(word),
  acdOutcome: belongsTo('acd.end'),
  flowId: belongsTo('flow.end'),
  userId: belongsTo('user.end'),
});

const coaching = z.object({
  interactionId: id,
  sentiment: z.object(
    { score: optional(z.number('must be a number')), polarity: optional(word) },
    'must be an object with score and polarity',
  ),
});

const eventName = z.string().regex(/^[\w.:-]{1,100}$/, 'must be the name of an event');

/** The speech document names its events and shows none: the name is taken from either field that would be likely to hold it. */
const speech = z
  .object({
    event: optional(eventName),
    eventType: optional(eventName),
    conversationId: optional(id),
    interactionId: optional(id),
    speechAnalyticsModelId: optional(id),
  })
  .transform(({ event, ...told }, context) => {
    const eventType = told.eventType ?? event;
    if (eventType !== null) return { ...told, eventType };
    context.addIssue({ code: 'custom', path: ['eventType'], message: 'is required' });
    return z.NEVER;
  });

/**
 * A conversation that has ended or become active again, from the document's conversation object or from a customer.end event.
 * @throws {InvalidInputError} naming each field that is wrong, never a value
 */
export function parseConversationEvent(body: unknown): Told<ConversationEvent> {
  const isEvent = typeof body === 'object' && body !== null && 'conversationId' in body;
  return isEvent ? fromCustomerEnd(body) : fromConversation(body);
}

function fromConversation(body: unknown): Told<ConversationEvent> {
  const told = parseInput(conversation, body);
  const ended = told.state === 'closed';
  const event = {
    conversationId: told.id.toLowerCase(),
    sessionKey: told.attributes?.sessionKey ?? null,
    kind: ended ? ('ended' as const) : ('active' as const),
    // The start of a conversation that has re-opened lies before its end: it does not say since when it is active.
    occurredAt: ended ? told.endTime : null,
    resolution: told.resolutionStatus,
    disconnect: null,
    media: null,
    source: 'webhook' as const,
  };
  return { event, naturalId: null };
}

function fromCustomerEnd(body: unknown): Told<ConversationEvent> {
  const told = parseInput(customerEnd, body);
  const event = {
    conversationId: told.conversationId.toLowerCase(),
    sessionKey: null,
    kind: 'ended' as const,
    occurredAt: told.eventTime,
    resolution: null,
    disconnect: told.disconnectType && normalizeWireEnum(told.disconnectType),
    media: told.mediaType && normalizeWireEnum(told.mediaType),
    source: 'trigger' as const,
  };
  const known = told.sessionId !== null && told.eventTime !== null;
  return { event, naturalId: known ? `customer.end/${told.sessionId}/${told.eventTime}` : null };
}

/** @throws {InvalidInputError} naming each field that is wrong, never a value */
export function parseCoachingEvent(body: unknown): Told<CoachingEvent> {
  const { interactionId, sentiment } = parseInput(coaching, body);
  return {
    event: { interactionId, score: sentiment.score, polarity: sentiment.polarity?.toLowerCase() ?? null },
    naturalId: null,
  };
}

/** @throws {InvalidInputError} naming each field that is wrong, never a value */
export function parseSpeechEvent(body: unknown): Told<SpeechEvent> {
  const { speechAnalyticsModelId: modelId, ...told } = parseInput(speech, body);
  return { event: { ...told, modelId }, naturalId: null };
}

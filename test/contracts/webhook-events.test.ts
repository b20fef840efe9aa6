import { describe, expect, it } from 'vitest';
import {
  parseCoachingEvent,
  parseConversationEvent,
  parseSpeechEvent,
} from '../../src/contracts/webhook-events.js';
import { InvalidInputError } from '../../src/domain/invalid-input.js';

const CONVERSATION = {
  id: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
  type: 'chat',
  state: 'closed',
  startTime: '2026-11-20T09:00:00.000Z',
  endTime: '2026-11-20T11:00:00.250+01:00',
  resolutionStatus: 'resolved',
  from: { id: 'planted' },
  attributes: { sessionKey: 'order-17', note: 'planted' },
};

const CUSTOMER_END = {
  eventTime: 1_795_168_800_000,
  conversationId: 'c-1',
  participantId: 'p-1',
  sessionId: 's-1',
  disconnectType: 'TRANSPORT_FAILURE',
  mediaType: 'MESSAGE',
  ani: 'planted',
  dnis: 'planted',
  addressFrom: 'planted',
  addressTo: 'planted',
};

const fieldsRefused = (parse: () => unknown): string[] => {
  try {
    parse();
  } catch (error) {
    if (error instanceof InvalidInputError) {
      expect(error.message).not.toContain('planted');
      return error.problems.map(({ field }) => field);
    }
    throw error;
  }
  return [];
};

describe('the document’s conversation', () => {
  it('has ended when it is closed', () => {
    expect(parseConversationEvent(CONVERSATION)).toEqual({
      naturalId: null,
      event: {
        conversationId: CONVERSATION.id,
        sessionKey: 'order-17',
        kind: 'ended',
        occurredAt: '2026-11-20T10:00:00.250Z',
        resolution: 'resolved',
        disconnect: null,
        media: null,
        source: 'webhook',
      },
    });
  });

  it.each([undefined, null])('has ended at an unknown time without endTime: %j', (endTime) => {
    const { event } = parseConversationEvent({ ...CONVERSATION, endTime });
    expect(event).toMatchObject({ kind: 'ended', occurredAt: null });
  });

  it('that is active again does not say since when', () => {
    const { event } = parseConversationEvent({ ...CONVERSATION, state: 'active', endTime: null });
    expect(event).toMatchObject({ kind: 'active', occurredAt: null });
  });

  it.each([undefined, null, {}, [], 'text', { sessionKey: 7 }, { sessionKey: 'not a key, planted' }])(
    'belongs to no session with attributes %j',
    (attributes) => {
      expect(parseConversationEvent({ ...CONVERSATION, attributes }).event.sessionKey).toBeNull();
    },
  );

  it.each([
    ['id', { id: undefined }],
    ['id', { id: 'planted words' }],
    ['id', { id: 17 }],
    ['state', { state: 'planted' }],
    ['state', { state: undefined }],
    ['endTime', { endTime: '2026-11-20T10:00:00' }],
    ['endTime', { endTime: 'planted' }],
    ['resolutionStatus', { resolutionStatus: { planted: true } }],
  ])('is refused by the name of %s: %j', (field, change) => {
    expect(fieldsRefused(() => parseConversationEvent({ ...CONVERSATION, ...change }))).toEqual([field]);
  });

  it.each([null, [], 'planted', 7, true])('is no other JSON: %j', (body) => {
    expect(fieldsRefused(() => parseConversationEvent(body))).toEqual(['input']);
  });
});

describe('a customer.end event', () => {
  const ended = {
    conversationId: 'c-1',
    sessionKey: null,
    kind: 'ended',
    occurredAt: '2026-11-20T10:00:00Z',
    resolution: null,
    disconnect: 'transport_failure',
    media: 'message',
    source: 'trigger',
  };

  it.each([
    ['upper case and milliseconds', {}],
    [
      'dots and ISO',
      { disconnectType: 'transport.failure', mediaType: 'message', eventTime: '2026-11-20T10:00:00.000Z' },
    ],
    [
      'camel case and an offset',
      { disconnectType: 'transportFailure', eventTime: '2026-11-20T12:00:00+02:00' },
    ],
  ])('says the same with %s, and nothing personal', (_, change) => {
    expect(parseConversationEvent({ ...CUSTOMER_END, ...change })).toEqual({
      naturalId: 'customer.end/s-1/2026-11-20T10:00:00Z',
      event: ended,
    });
  });

  it.each([{ sessionId: null }, { eventTime: undefined }])('has no id of its own with %j', (change) => {
    expect(parseConversationEvent({ ...CUSTOMER_END, ...change }).naturalId).toBeNull();
  });

  it.each([
    ['eventTime', { eventTime: 1_795_168_800 }],
    ['eventTime', { eventTime: 'planted' }],
    ['disconnectType', { disconnectType: 'planted words' }],
    ['conversationId', { conversationId: '' }],
    ['acdOutcome', { acdOutcome: 'ANSWERED' }],
    ['flowId', { flowId: 'planted' }],
    ['userId', { userId: 'planted' }],
  ])('is refused by the name of %s: %j', (field, change) => {
    expect(fieldsRefused(() => parseConversationEvent({ ...CUSTOMER_END, ...change }))).toEqual([field]);
  });
});

describe('a coaching event', () => {
  const SENTIMENT = {
    interactionId: 'int-1',
    sentiment: { score: -0.4, polarity: 'negative', text: 'planted' },
  };

  it('keeps score and polarity as received', () => {
    const { event } = parseCoachingEvent(SENTIMENT);
    expect(event).toEqual({ interactionId: 'int-1', score: -0.4, polarity: 'negative' });
  });

  it('has no score where none is told, which is not zero', () => {
    const { event } = parseCoachingEvent({ interactionId: 'int-1', sentiment: {} });
    expect(event).toEqual({ interactionId: 'int-1', score: null, polarity: null });
  });

  it.each([
    ['interactionId', { interactionId: 7 }],
    ['sentiment', { sentiment: undefined }],
    ['sentiment.score', { sentiment: { score: 'planted' } }],
    ['sentiment.polarity', { sentiment: { polarity: 'planted words' } }],
  ])('is refused by the name of %s: %j', (field, change) => {
    expect(fieldsRefused(() => parseCoachingEvent({ ...SENTIMENT, ...change }))).toEqual([field]);
  });
});

describe('a speech event', () => {
  it.each(['event', 'eventType'])('keeps its type, said as %s, and its ids', (field) => {
    const body = { [field]: 'speechanalytics:insight:updated', interactionId: 'int-1', phrase: 'planted' };
    expect(parseSpeechEvent(body).event).toEqual({
      eventType: 'speechanalytics:insight:updated',
      interactionId: 'int-1',
      conversationId: null,
      modelId: null,
    });
  });

  it('is refused without a type', () => {
    expect(fieldsRefused(() => parseSpeechEvent({ interactionId: 'int-1' }))).toEqual(['eventType']);
    expect(fieldsRefused(() => parseSpeechEvent({ event: 'planted words' }))).toEqual(['event']);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../src/domain/conversation-event.js';
import {
  createDispatcher,
  type Dispatcher,
  type DispatcherOptions,
  type InboxEntry,
} from '../../src/ingress/index.js';
import { createMemoryInbox, type MemoryInbox } from './support/memory-inbox.js';

const RECEIVED_AT = '2026-11-20T10:00:00.000Z';

const ended = (eventId: string, conversationId = 'c-1', sessionKey: string | null = null): InboxEntry => {
  const body: ConversationEvent = {
    eventId,
    conversationId,
    sessionKey,
    kind: 'ended',
    occurredAt: null,
    resolution: null,
    disconnect: null,
    media: null,
    source: 'webhook',
  };
  return { topic: 'conversation', body, eventId, conversationId, sessionKey, receivedAt: RECEIVED_AT };
};

const none = { conversationId: null, sessionKey: null, receivedAt: RECEIVED_AT };
const coached = (eventId: string): InboxEntry => ({
  topic: 'coaching',
  body: { eventId, interactionId: 'int-1', score: 0, polarity: null },
  eventId,
  ...none,
});
const spoken = (
  eventId: string,
  interactionId: string,
  eventType = 'speechanalytics:insight:updated',
): InboxEntry => ({
  topic: 'speech',
  body: { eventId, eventType, conversationId: null, interactionId, modelId: null },
  eventId,
  ...none,
});

let inbox: MemoryInbox;
let signals: string[];
let interactions: string[];
let logged: string[];
let nowMs: number;

beforeEach(() => {
  inbox = createMemoryInbox();
  signals = [];
  interactions = [];
  logged = [];
  nowMs = Date.parse(RECEIVED_AT);
});

function dispatcherWith(options: Partial<DispatcherOptions> = {}): Dispatcher {
  const line = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }));
  return createDispatcher({
    inbox,
    sessions: {
      findByConversation: async (id) => (id === 'c-1' ? { workflowId: 'session/one' } : null),
      findBySessionKey: async (key) => (key === 'two' ? { workflowId: 'session/two' } : null),
    },
    signal: async (workflowId, { eventId }) => {
      signals.push(`${workflowId} ${eventId}`);
      return 'signalled';
    },
    correlations: {
      runsWith: async (id) => (id === 'c-9' ? [{ workflowId: 'csat/one' }, { workflowId: 'csat/two' }] : []),
    },
    insightUpdated: async (workflowId, { eventId }) => void signals.push(`${workflowId} ${eventId}`),
    startInteraction: async ({ eventId }) => void interactions.push(eventId),
    now: () => new Date(nowMs),
    log: { info: line, warn: line, error: line },
    ...options,
  });
}

async function received(dispatcher: Dispatcher, ...entries: InboxEntry[]): Promise<void> {
  for (const entry of entries) {
    await inbox.receive(entry);
    dispatcher.dispatch(entry);
  }
  await dispatcher.idle();
}

describe('an event', () => {
  it('goes to the session that owns its conversation, or its key', async () => {
    await received(dispatcherWith(), ended('e1'), ended('e2', 'c-9', 'two'));
    expect(signals).toEqual(['session/one e1', 'session/two e2']);
    expect([...inbox.dispatched]).toEqual(['e1', 'e2']);
  });

  it('that nobody owns stays in the inbox for whoever binds its conversation', async () => {
    await received(dispatcherWith(), ended('e1', 'c-9'), ended('e2', 'c-9', 'nobody'));
    expect(signals).toEqual([]);
    expect(inbox.dispatched.size).toBe(0);
    expect(logged).toEqual([]);
  });

  it('whose workflow is gone is done with', async () => {
    await received(dispatcherWith({ signal: async () => 'gone' }), ended('e1'));
    expect([...inbox.dispatched]).toEqual(['e1']);
  });

  it('of coaching starts an interaction', async () => {
    await received(dispatcherWith(), coached('e1'));
    expect(interactions).toEqual(['e1']);
    expect([...inbox.dispatched]).toEqual(['e1']);
  });

  it('of speech tells the runs that have counted the conversation, and starts none', async () => {
    await received(dispatcherWith(), spoken('e1', 'c-9'), spoken('e2', 'c-1'));
    expect(signals).toEqual(['csat/one e1', 'csat/two e1']);
    expect(interactions).toEqual([]);
    expect([...inbox.dispatched].sort()).toEqual(['e1', 'e2']);
  });

  it('of a completed query tells nobody: it may be the query that a run makes because it was told', async () => {
    await received(dispatcherWith(), spoken('e1', 'c-9', 'analytics:query:completed'));
    expect(signals).toEqual([]);
    expect([...inbox.dispatched]).toEqual(['e1']);
  });

  it('is with at most 31 others on its way', async () => {
    let now = 0;
    let most = 0;
    const dispatcher = dispatcherWith({
      signal: async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return 'signalled';
      },
    });
    const entries = Array.from({ length: 200 }, (_, index) => ended(`e${index}`));
    for (const entry of entries) dispatcher.dispatch(entry);
    await dispatcher.idle();
    expect(most).toBe(32);
    expect(inbox.dispatched.size).toBe(200);
  });
});

describe('what failed', () => {
  it('stays in the inbox, is logged without what it says, and is dispatched by a sweep after 5 s', async () => {
    let fails = true;
    const dispatcher = dispatcherWith({
      signal: async (workflowId) => {
        if (fails) throw new Error('planted');
        signals.push(workflowId);
        return 'signalled';
      },
    });
    await received(dispatcher, ended('e1'));
    expect(inbox.dispatched.size).toBe(0);
    expect(logged).toHaveLength(1);
    expect(logged.join()).not.toContain('planted');

    fails = false;
    nowMs += 5000;
    await dispatcher.sweep();
    expect(signals).toEqual([]);
    nowMs += 1;
    await dispatcher.sweep();
    expect(signals).toEqual(['session/one']);
    expect([...inbox.dispatched]).toEqual(['e1']);
  });

  it('is found by a sweep when the program ended between 202 and signal, and more than fits on a page', async () => {
    for (let index = 0; index < 1200; index++) await inbox.receive(ended(`e${index}`));
    await inbox.receive(coached('k1'));
    await inbox.receive(spoken('s1', 'c-9'));
    nowMs += 6000;
    await dispatcherWith().sweep();
    expect(signals).toHaveLength(1202);
    expect(interactions).toEqual(['k1']);
    expect(inbox.dispatched.size).toBe(1202);
  });

  it('does not stand in the way of what came later', async () => {
    for (let index = 0; index < 600; index++) await inbox.receive(ended(`bad${index}`, 'c-9'));
    await inbox.receive(ended('good'));
    nowMs += 6000;
    await dispatcherWith().sweep();
    expect(signals).toEqual(['session/one good']);
  });

  it('is not tried by two sweeps at once', async () => {
    const dispatcher = dispatcherWith();
    await inbox.receive(ended('e1'));
    nowMs += 6000;
    await Promise.all([dispatcher.sweep(), dispatcher.sweep()]);
    expect(signals).toEqual(['session/one e1']);
  });

  it('waits for another sweep when the inbox itself fails', async () => {
    const dispatcher = dispatcherWith();
    await inbox.receive(ended('e1'));
    nowMs += 6000;
    inbox.failure = new Error('planted');
    await dispatcher.sweep();
    expect(logged.join()).not.toContain('planted');
    inbox.failure = null;
    await dispatcher.sweep();
    expect(signals).toEqual(['session/one e1']);
  });

  it('is said and left alone when it has a shape from another time', async () => {
    await inbox.receive({
      ...ended('e1'),
      body: { ...ended('e1').body, kind: 'other' },
    } as unknown as InboxEntry);
    await inbox.receive(ended('e2'));
    nowMs += 6000;
    await dispatcherWith().sweep();
    expect(signals).toEqual(['session/one e2']);
    expect(logged).toEqual([expect.stringContaining('unknown shape')]);
  });
});

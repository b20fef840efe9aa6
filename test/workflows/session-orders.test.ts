import { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ConversationEvent } from '../../src/domain/conversation-event.js';
import { WORKFLOW_TASK_QUEUE } from '../../src/domain/names.js';
import { runVirtualAgentSession } from '../../src/workflows/index.js';
import { conversationEventSignal, sessionProgressQuery } from '../../src/workflows/messages.js';
import { CONVERSATION, conversationEvent, orders } from '../support/conversation-events.js';
import { newBooks, sessionFakes, sessionInput } from '../support/session-fakes.js';
import { createWorkflowEnv, fakeActivities, type WorkflowEnv } from '../support/workflow-env.js';

const BY_WEBHOOK = conversationEvent('ended', 20);
/** Five tellings of one end: every order of them is something that a network can do. */
const FIVE: readonly ConversationEvent[] = [
  conversationEvent('active', 1),
  conversationEvent('active', 9),
  BY_WEBHOOK,
  BY_WEBHOOK,
  conversationEvent('ended', 20, {
    eventId: 'customer.end/one',
    source: 'trigger',
    resolution: null,
    disconnect: 'client',
  }),
];
const ORDERS = orders(FIVE);

const END = {
  event: 'virtual_agent_session',
  conversationId: CONVERSATION,
  state: 'ended',
  endTime: BY_WEBHOOK.occurredAt,
  resolutionStatus: 'resolved',
  turns: 1,
};
const HANDOFF = { event: 'virtual_agent_handoff', conversationId: CONVERSATION, queueId: null };
const METRICS = {
  endedAt: BY_WEBHOOK.occurredAt,
  resolution: 'resolved',
  durationMs: 300_000,
  containment: null,
};

type Books = ReturnType<typeof newBooks>;

/** Activities for many sessions at once, each with books of its own. */
function fakesOf(books: ReadonlyMap<string, Books>) {
  const keys = new Map<string, string>();
  const fakesByKey = new Map([...books].map(([key, own]) => [key, sessionFakes(own)]));
  const of = (key: string) => {
    const fakes = fakesByKey.get(key);
    if (!fakes) throw new Error(`no session ${key}`);
    return fakes;
  };
  const ofRun = (runId: string) => of(keys.get(runId) ?? '');
  return fakeActivities({
    beginSession({ runId, plan }) {
      keys.set(runId, plan.sessionKey);
      return Promise.resolve();
    },
    createConversation: ({ plan }) => {
      return of(plan.sessionKey).createConversation();
    },
    bindConversation: ({ runId }) => ofRun(runId).bindConversation(),
    enqueueCrm({ update }) {
      // Every time that it is told counts here, also what the outbox would take for a copy.
      books.get(update.sessionKey)?.crm.push(update);
      return Promise.resolve({ sinkConfigured: true });
    },
    auditSession: (wish) => of(wish.entry.session_key).auditSession(wish),
    fetchSessionMetrics: () => Promise.resolve(METRICS),
  });
}

describe('the 120 orders of five events', () => {
  let world: WorkflowEnv;
  beforeAll(async () => {
    world = await createWorkflowEnv({
      testServer: inject('testServer'),
      workflowBundle: inject('workflowBundle'),
    });
  });
  afterAll(() => world.close());

  /** The first `earlyCount` events are there before the session knows its conversation, the others come one by one. */
  async function follow(sessionKey: string, late: readonly ConversationEvent[]) {
    const { workflow } = new Client({ connection: world.env.connection });
    const handle = await workflow.start(runVirtualAgentSession, {
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowId: `session/${sessionKey}`,
      // Nobody is named to whom the unclear message could go: so a person has to be told as well.
      args: [sessionInput({ sessionKey, message: 'unclear', fallbackQueueId: undefined, settleFor: '1h' })],
    });
    await expect
      .poll(() => handle.query(sessionProgressQuery).then(({ stage }) => stage), { timeout: 20_000 })
      .not.toBe('creating');
    for (const event of late) await handle.signal(conversationEventSignal, event);
    return handle;
  }

  it.each([0, 3])(
    'end in one state with one effect of each kind, %i of the events being early',
    async (earlyCount) => {
      const sessions = ORDERS.map((events, index) => ({
        sessionKey: `early-${earlyCount}-order-${index}`,
        events,
        books: { ...newBooks(), early: events.slice(0, earlyCount) },
      }));
      world.act(fakesOf(new Map(sessions.map(({ sessionKey, books }) => [sessionKey, books]))));
      const handles = await Promise.all(
        sessions.map(({ sessionKey, events }) => follow(sessionKey, events.slice(earlyCount))),
      );
      await world.env.sleep('2 hours');
      const results = await Promise.all(handles.map((handle) => handle.result()));
      expect(results).toHaveLength(120);
      const ends = results.map((end) => ({
        ...end,
        sessionKey: null,
        startedAt: null,
        terminationLatencyMs: null,
      }));
      expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1);
      expect(ends[0]).toMatchObject({ ...END, state: 'settled', durationMs: 300_000, crm: 'delivered' });
      for (const { books, sessionKey } of sessions) {
        expect(books.crm).toMatchObject([
          HANDOFF,
          {
            ...END,
            sessionKey,
            resolutionStatus: expect.toBeOneOf(['resolved', null]) as string,
            durationMs: null,
          },
          { ...END, sessionKey, durationMs: 300_000 },
        ]);
        expect(books.audit).toMatchObject([{ state: 'settled', session_key: sessionKey, turns: 1 }]);
        expect(books.created).toHaveLength(1);
      }
    },
    90_000,
  );
});

import { ApplicationFailure } from '@temporalio/common';
import { createAcceptSessionInput } from '../../src/activities/accept-session-input.js';
import type { SessionInput } from '../../src/contracts/run-virtual-agent-session.js';
import type { ConversationEvent } from '../../src/domain/conversation-event.js';
import type { SessionMetrics } from '../../src/domain/session-update.js';
import { CONVERSATION } from './conversation-events.js';
import type { FakeActivities } from './workflow-env.js';

type CrmEffect = Readonly<Record<string, unknown>>;

/** What the session activities did, in memory: slots, the CRM's effects, audit entries and the rows of sessions. */
export type SessionBooks = {
  readonly held: Set<string>;
  readonly waiting: { runId: string; workflowId: string }[];
  readonly crm: CrmEffect[];
  readonly audit: object[];
  readonly created: string[];
  early: ConversationEvent[];
  metrics: SessionMetrics | null;
};

export const METRICS: SessionMetrics = {
  endedAt: '2026-11-20T10:05:00.000Z',
  resolution: 'resolved',
  durationMs: 300_000,
  containment: null,
};

export const sessionInput = (changes: Partial<SessionInput> = {}): SessionInput => ({
  sessionKey: 'order-1',
  from: { id: 'customer-1' },
  to: [{ id: 'bot-1' }],
  type: 'chat',
  message: 'I want to cancel my order',
  fallbackQueueId: 'people',
  ...changes,
});

export const newBooks = (): SessionBooks => ({
  held: new Set(),
  waiting: [],
  crm: [],
  audit: [],
  created: [],
  early: [],
  metrics: METRICS,
});

/** Activities of the session process over such books, as the store and a small platform would answer. */
export function sessionFakes(books: SessionBooks) {
  const known = new Map<string, string>();
  return {
    acceptSessionInput: createAcceptSessionInput(),
    beginSession: () => Promise.resolve(),
    reserveSlot({ runId, workflowId, maxConcurrent, wait }) {
      if (books.held.has(runId) || maxConcurrent === null || books.held.size < maxConcurrent) {
        books.held.add(runId);
        return Promise.resolve('held');
      }
      if (wait) books.waiting.push({ runId, workflowId });
      return Promise.resolve(wait ? 'waiting' : 'full');
    },
    releaseSlot({ runId }) {
      books.held.delete(runId);
      return Promise.resolve({ wake: books.waiting.splice(0).map(({ workflowId }) => workflowId) });
    },
    evaluateMessage: ({ text }) =>
      Promise.resolve({
        intent: { name: 'order', confidence: text.includes('unclear') ? 0.1 : 0.9 },
        sentiment: text.includes('angry') ? -0.9 : 0,
      }),
    createConversation() {
      books.created.push(CONVERSATION);
      return Promise.resolve({ conversationId: CONVERSATION });
    },
    findConversation: () => Promise.resolve({ conversationId: null, cursor: null }),
    findToldConversation: () => Promise.resolve({ conversationId: null }),
    bindConversation: () => Promise.resolve(books.early),
    updateSession: () => Promise.resolve(),
    enqueueCrm({ update }) {
      const subject = `${update.event}/${update.sessionKey}`;
      const body = JSON.stringify(update);
      if (known.get(subject) !== body) books.crm.push(update);
      known.set(subject, body);
      return Promise.resolve({ sinkConfigured: true });
    },
    deliverCrm: () => Promise.resolve({ next: null }),
    countDeliveries: () => Promise.resolve({ wanted: 1, subjects: 1, delivered: 1, failed: 0, pending: 0 }),
    fetchSessionMetrics() {
      if (books.metrics) return Promise.resolve(books.metrics);
      throw ApplicationFailure.create({ type: 'NotYetAvailable', message: 'not yet' });
    },
    auditSession({ entry }) {
      books.audit.push(entry);
      return Promise.resolve({ count: 1, hash: 'f'.repeat(64) });
    },
  } satisfies Partial<FakeActivities>;
}

import { randomUUID } from 'node:crypto';
import type { ConversationEvent } from '../../src/domain/conversation-event.js';
import type { IncomingEvent } from '../../src/store/inbox.js';
import type { SlotRequest } from '../../src/store/session-slots.js';
import type { Database } from '../../src/store/connection.js';
import type { SessionBeginning } from '../../src/store/session-beginning.js';
import type { SessionStanding } from '../../src/store/sessions.js';

export const START = '2026-11-21T00:00:00.000Z';

export function beginning(changes: Partial<SessionBeginning> = {}): SessionBeginning {
  const sessionKey = changes.sessionKey ?? randomUUID();
  return {
    runId: randomUUID(),
    workflowId: `session/${sessionKey}`,
    sessionKey,
    botId: randomUUID(),
    startedAt: START,
    ...changes,
  };
}

/** As a session began when a key could be used again. */
export async function beginAsBefore(db: Database, session: SessionBeginning): Promise<void> {
  await db
    .insertInto('session')
    .values({
      run_id: session.runId,
      workflow_id: session.workflowId,
      session_key: session.sessionKey,
      bot_id: session.botId,
      state: 'creating',
      started_at: new Date(session.startedAt),
      last_activity_at: new Date(session.startedAt),
    })
    .execute();
}

export const standing = (runId: string, changes: Partial<SessionStanding> = {}): SessionStanding => ({
  runId,
  state: 'active',
  turns: 1,
  reasons: [],
  handoffQueueId: null,
  lastActivityAt: START,
  endedAt: null,
  resolution: null,
  containment: null,
  nextWakeUpAt: null,
  ...changes,
});

export function slotRequest(botId: string, changes: Partial<SlotRequest> = {}): SlotRequest {
  const runId = changes.runId ?? randomUUID();
  return {
    runId,
    workflowId: `session/${runId}`,
    botId,
    maxConcurrent: 1,
    wait: true,
    at: START,
    ...changes,
  };
}

export function ended(changes: Partial<ConversationEvent> = {}): ConversationEvent {
  return {
    eventId: randomUUID(),
    conversationId: randomUUID(),
    sessionKey: null,
    kind: 'ended',
    occurredAt: START,
    resolution: null,
    disconnect: null,
    media: null,
    source: 'webhook',
    ...changes,
  };
}

/** The event as it lies in the inbox. */
export const incoming = (event: ConversationEvent, changes: Partial<IncomingEvent> = {}): IncomingEvent => ({
  eventId: event.eventId,
  topic: 'conversation',
  body: event,
  conversationId: event.conversationId,
  sessionKey: event.sessionKey,
  receivedAt: START,
  ...changes,
});

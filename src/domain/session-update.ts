import type { Session } from './session-course.js';
import { endOf } from './session-course.js';

/** What analytics added after the end. */
export type SessionMetrics = {
  readonly endedAt: string | null;
  readonly resolution: string | null;
  readonly durationMs: number | null;
  /** No agent took part; null where the profile does not tell. Never derived from the resolution, nor the other way round. */
  readonly containment: boolean | null;
};

/** What the CRM is told of a session; what is not known yet is null. */
export type SessionUpdate = {
  readonly event: 'virtual_agent_session';
  readonly conversationId: string | null;
  readonly sessionKey: string;
  readonly state: Session['state'];
  readonly endTime: string | null;
  readonly resolutionStatus: string | null;
  readonly containment: boolean | null;
  readonly reasons: Session['reasons'];
  readonly turns: number;
  readonly durationMs: number | null;
};

export function sessionUpdate(
  sessionKey: string,
  session: Session,
  metrics: SessionMetrics | null,
): SessionUpdate {
  const { endedAt, resolution } = endOf(session);
  return {
    event: 'virtual_agent_session',
    conversationId: session.conversationId,
    sessionKey,
    state: session.state,
    endTime: metrics?.endedAt ?? endedAt,
    resolutionStatus: metrics?.resolution ?? resolution,
    containment: metrics?.containment ?? null,
    reasons: session.reasons,
    turns: session.turns,
    durationMs: metrics?.durationMs ?? null,
  };
}

/** Tells the CRM that a person has to take over. */
export type HandoffUpdate = {
  readonly event: 'virtual_agent_handoff';
  readonly conversationId: string | null;
  readonly sessionKey: string;
  readonly queueId: string | null;
  readonly reasons: Session['reasons'];
};

export const handoffUpdate = (sessionKey: string, session: Session): HandoffUpdate => ({
  event: 'virtual_agent_handoff',
  conversationId: session.conversationId,
  sessionKey,
  queueId: session.handoffQueueId,
  reasons: session.reasons,
});

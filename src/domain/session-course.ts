import {
  afterEvent,
  endedAtOf,
  hasEnded,
  resolutionOf,
  UNTOLD,
  type ConversationCourse,
} from './conversation-course.js';
import type { ConversationEvent } from './conversation-event.js';
import { laterInstant } from './interval.js';
import { handoffReasons, type Thresholds } from './handoff.js';
import type { Evaluation, HandoffReason, SessionState } from './virtual-agent-session.js';

/** All that a session knows of itself; JSON, because it is carried over `continueAsNew`. */
export type Session = {
  readonly state: SessionState;
  readonly conversationId: string | null;
  /** Messages of the customer, the first one included. */
  readonly turns: number;
  readonly reasons: readonly HandoffReason[];
  /** Null also when a person is wanted and no queue was named. */
  readonly handoffQueueId: string | null;
  readonly lastActivityAt: string;
  readonly course: ConversationCourse;
};

/** What can happen to a session. `at` (ISO) is when the workflow learned of it. */
export type SessionFact = { readonly at: string } & (
  | { readonly kind: 'evaluated'; readonly evaluation: Evaluation | null }
  /** A message to the person who has the conversation: nobody needs to evaluate it. */
  | { readonly kind: 'spoken' }
  | { readonly kind: 'created'; readonly conversationId: string | null }
  | { readonly kind: 'handoffRequested'; readonly queueId: string | null }
  | { readonly kind: 'event'; readonly event: ConversationEvent }
  | { readonly kind: 'deadlinePassed' }
  | { readonly kind: 'settled' }
);

/** What a fact calls for; the workflow does it. */
export type SessionStep = 'handOff' | 'end' | 'reopen' | 'expire';

export type SessionRules = { readonly thresholds: Thresholds; readonly fallbackQueueId: string | null };

export type Advance = { readonly session: Session; readonly steps: readonly SessionStep[] };

export const newSession = (at: string): Session => ({
  state: 'creating',
  conversationId: null,
  turns: 0,
  reasons: [],
  handoffQueueId: null,
  lastActivityAt: at,
  course: UNTOLD,
});

export const isLive = ({ state }: Session): boolean => state === 'active' || state === 'transferred';

/** (state, fact) → (next state, what to do). Facts that come too late, twice or out of turn change nothing that is told outside. */
export function advance(session: Session, fact: SessionFact, rules: SessionRules): Advance {
  switch (fact.kind) {
    case 'evaluated':
      return afterEvaluation(session, fact, rules);
    case 'spoken':
      return unchanged(afterMessage(session, fact.at));
    case 'created':
      return afterCreation(session, fact);
    case 'handoffRequested':
      return handedOff(session, ['handoff_requested'], fact.queueId ?? rules.fallbackQueueId);
    case 'event':
      return courseTaken(
        {
          ...session,
          lastActivityAt: laterInstant(session.lastActivityAt, fact.event.occurredAt ?? fact.at),
        },
        afterEvent(session.course, fact.event, fact.at),
      );
    case 'deadlinePassed':
      return isLive(session)
        ? { session: { ...session, state: 'expired' }, steps: ['expire'] }
        : unchanged(session);
    case 'settled':
      return session.state === 'ended'
        ? { session: { ...session, state: 'settled' }, steps: [] }
        : unchanged(session);
  }
}

const unchanged = (session: Session): Advance => ({ session, steps: [] });

function afterEvaluation(
  session: Session,
  { evaluation, at }: { evaluation: Evaluation | null; at: string },
  { thresholds, fallbackQueueId }: SessionRules,
): Advance {
  const spoken = afterMessage(session, at);
  const reasons = handoffReasons(evaluation, spoken.turns, thresholds);
  return reasons.length === 0 ? unchanged(spoken) : handedOff(spoken, reasons, fallbackQueueId);
}

const afterMessage = (session: Session, at: string): Session => ({
  ...session,
  turns: session.turns + 1,
  lastActivityAt: laterInstant(session.lastActivityAt, at),
});

/** Once is enough: a person who has the conversation is not called again. Before creation the route is chosen by it. */
function handedOff(session: Session, reasons: readonly HandoffReason[], queueId: string | null): Advance {
  if (session.state !== 'active' && session.state !== 'creating') return unchanged(session);
  const wanted = {
    ...session,
    reasons: [...new Set([...session.reasons, ...reasons])],
    handoffQueueId: queueId,
  };
  if (session.state === 'creating') return unchanged(wanted);
  return { session: { ...wanted, state: 'transferred' }, steps: ['handOff'] };
}

/** Where creation could name no queue, a person still has to be told. */
function afterCreation(
  session: Session,
  { conversationId, at }: { conversationId: string | null; at: string },
): Advance {
  if (session.state !== 'creating')
    return unchanged({ ...session, conversationId: session.conversationId ?? conversationId });
  const wantsPerson = session.reasons.length > 0;
  const created: Session = {
    ...session,
    state: wantsPerson ? 'transferred' : 'active',
    conversationId,
    lastActivityAt: laterInstant(session.lastActivityAt, at),
  };
  const { session: next, steps } = courseTaken(created, created.course);
  return {
    session: next,
    steps: [...(wantsPerson && session.handoffQueueId === null ? (['handOff'] as const) : []), ...steps],
  };
}

/** An end heard of before the answer to the creation takes effect after it. */
function courseTaken(session: Session, course: ConversationCourse): Advance {
  const next = { ...session, course };
  if (isLive(session) && hasEnded(course)) return { session: { ...next, state: 'ended' }, steps: ['end'] };
  if (session.state === 'ended' && !hasEnded(course)) {
    return {
      session: { ...next, state: session.reasons.length > 0 ? 'transferred' : 'active' },
      steps: ['reopen'],
    };
  }
  return unchanged(next);
}

export const endOf = ({ course }: Session) => ({
  endedAt: endedAtOf(course),
  resolution: resolutionOf(course),
});

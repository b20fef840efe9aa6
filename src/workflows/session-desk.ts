import { ApplicationFailure } from '@temporalio/common';
import { currentUpdateInfo, patched, setHandler } from '@temporalio/workflow';
import type { SessionPlan } from '../contracts/run-virtual-agent-session.js';
import type { ConversationEvent } from '../domain/conversation-event.js';
import {
  advance,
  isLive,
  type Session,
  type SessionFact,
  type SessionStep,
} from '../domain/session-course.js';
import { conversationEventSignal, type SessionProgress, type TurnDecision } from './messages.js';
import { evaluate } from './evaluate.js';
import { now } from './now.js';

/** What a session takes along when its history has become long. */
export type CarriedSession = {
  readonly plan: SessionPlan;
  readonly startedAt: string;
  readonly session: Session;
  /** When the end was heard of; null before. */
  readonly endHeardAt: string | null;
  readonly steps: readonly SessionStep[];
  /** How many updates the CRM was told. */
  readonly told: number;
  /** Ids of the latest turns. Missing from what was carried before a turn could be repeated. */
  readonly turnIds?: readonly string[];
};

/** Where everything that is heard of a session comes together: one state, changed by one function, at one time. */
export type SessionDesk = ReturnType<typeof createSessionDesk>;

const MAX_TEXT_CHARS = 10_000;
/** The server knows a repeated turn only as long as the run does not continue as new; after that these are known. */
const TURN_IDS_KEPT = 20;

export function createSessionDesk() {
  let run: CarriedSession | null = null;
  let steps: SessionStep[] = [];
  let hasChanged = false;
  const early: { readonly event: ConversationEvent; readonly at: string }[] = [];

  const begun = (): CarriedSession => {
    if (!run) throw new Error('the session has not begun');
    return run;
  };

  const learn = (fact: SessionFact): void => {
    const { plan, session } = begun();
    const { maxTurns = null, confidenceMin, sentimentMin = null } = plan.thresholds;
    const rules = {
      thresholds: { maxTurns, confidenceMin, sentimentMin },
      fallbackQueueId: plan.fallbackQueueId ?? null,
    };
    const next = advance(session, fact, rules);
    run = { ...begun(), session: next.session };
    steps.push(...next.steps);
    hasChanged = true;
  };

  const hear = (event: ConversationEvent, at: string): void => {
    // Until then it was taken to have happened when it was heard of.
    const isUndated = event.kind === 'active' && event.occurredAt === null;
    const heard = isUndated && !patched('count-reopenings') ? { ...event, occurredAt: at } : event;
    learn({ kind: 'event', event: heard, at });
  };

  setHandler(conversationEventSignal, (event) => {
    if (run) hear(event, now());
    else early.push({ event, at: now() });
  });

  const decision = (): TurnDecision => {
    const { turns, reasons, handoffQueueId } = begun().session;
    return { turns, handedOff: reasons.length > 0, reasons, queueId: handoffQueueId };
  };

  /** Validators run before anything is written into the history: a refused text leaves no trace. */
  const refuseUnlessLive = (): void => {
    if (run && isLive(run.session)) return;
    const state = run?.session.state ?? 'creating';
    throw ApplicationFailure.nonRetryable(`the session is ${state}, not active`, 'InvalidInput');
  };

  return {
    begin(carried: CarriedSession) {
      run = carried;
      steps = [...carried.steps];
      for (const { event, at } of early.splice(0)) hear(event, at);
    },
    hasBegun: () => run !== null,
    run: begun,
    learn,
    hear,
    /** Overrides what events say: the run itself ends. */
    set(change: Partial<Pick<CarriedSession, 'endHeardAt'>> & { readonly state?: Session['state'] }) {
      const { state, ...rest } = change;
      const { session } = begun();
      run = { ...begun(), ...rest, session: { ...session, ...(state && { state }) } };
      hasChanged = true;
    },
    takeStep: (): SessionStep | undefined => steps.shift(),
    hasNews: () => hasChanged || steps.length > 0,
    takeChange(): boolean {
      const had = hasChanged;
      hasChanged = false;
      return had;
    },
    carry: (told: number): CarriedSession => ({ ...begun(), steps, told }),

    progress(): SessionProgress {
      if (!run) {
        return { stage: 'creating', conversationId: null, turns: 0, reasons: [], lastActivityAt: null };
      }
      const { state, conversationId, turns, reasons, lastActivityAt } = run.session;
      return { stage: state, conversationId, turns, reasons, lastActivityAt };
    },

    refuseTurn({ text }: { readonly text: string }) {
      if (typeof text !== 'string' || text.trim() === '' || text.length > MAX_TEXT_CHARS) {
        const problem = `text: must have 1 to ${MAX_TEXT_CHARS} characters`;
        throw ApplicationFailure.nonRetryable(problem, 'InvalidInput');
      }
      refuseUnlessLive();
    },
    async submitTurn({ text }: { readonly text: string }): Promise<TurnDecision> {
      const { plan, session, turnIds = [] } = begun();
      const turnId = currentUpdateInfo()?.id ?? '';
      if (turnIds.includes(turnId)) return decision();
      run = { ...begun(), turnIds: [...turnIds, turnId].slice(-TURN_IDS_KEPT) };
      if (session.state === 'transferred') learn({ kind: 'spoken', at: now() });
      else learn({ kind: 'evaluated', evaluation: await evaluate(text, plan.botId), at: now() });
      return decision();
    },
    refuseHandoff({ queueId }: { readonly queueId?: string }) {
      if (queueId !== undefined && (typeof queueId !== 'string' || !/^\S{1,200}$/.test(queueId))) {
        throw ApplicationFailure.nonRetryable('queueId: must be the id of a queue', 'InvalidInput');
      }
      refuseUnlessLive();
    },
    requestHandoff({ queueId }: { readonly queueId?: string }): TurnDecision {
      learn({ kind: 'handoffRequested', queueId: queueId ?? null, at: now() });
      return decision();
    },
  };
}

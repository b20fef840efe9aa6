import type { CoachingEvent, SpeechEvent } from '../contracts/webhook-events.js';
import type { ConversationEvent } from '../domain/conversation-event.js';
import { createLanes } from './lanes.js';
import { createPendingSweep } from './pending-sweep.js';
import type { CorrelationFinder, InboxReader, IngressLog, ReceivedEvent, SessionFinder } from './ports.js';

export type DispatcherOptions = {
  readonly inbox: InboxReader;
  readonly sessions: SessionFinder;
  readonly correlations: CorrelationFinder;
  /** `gone`: no such workflow, or one that has ended. Anything else that goes wrong rejects. */
  readonly signal: (workflowId: string, event: ConversationEvent) => Promise<'signalled' | 'gone'>;
  /** Repeatable: told twice, it is the same news. A workflow that has ended needs none. */
  readonly insightUpdated: (workflowId: string, event: { readonly eventId: string }) => Promise<void>;
  /** Repeatable: an event whose workflow is there already is not started again. */
  readonly startInteraction: (event: CoachingEvent) => Promise<void>;
  readonly now: () => Date;
  readonly log: IngressLog;
};

export type Dispatcher = {
  /** Never throws and is not waited for. What fails stays in the inbox, where `sweep` finds it. */
  dispatch(event: ReceivedEvent): void;
  /** Dispatches again what has been pending for more than 5 s. For a timer; a second call joins the first. Never rejects. */
  sweep(): Promise<void>;
  /** Resolves when no event is under way: before the store is closed. */
  idle(): Promise<void>;
};

const AT_ONCE = 32;
// Beyond it memory would only hold what the inbox holds anyway.
const WAITING = 1000;

/** From the inbox to the workflows. An event may be dispatched twice; whoever gets it knows it by its id. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { inbox, sessions, correlations, signal, insightUpdated, startInteraction, now, log } = options;
  const lanes = createLanes({ atOnce: AT_ONCE, waiting: WAITING });
  const underWay = new Set<string>();
  const sweepPending = createPendingSweep({ inbox, now, log, attempt: start });
  let sweeping: Promise<void> | null = null;

  /** True when somebody has it now. */
  async function deliver(event: ReceivedEvent): Promise<boolean> {
    if (event.topic === 'speech') {
      await tellChanged(event.body);
      return true;
    }
    if (event.topic === 'coaching') {
      await startInteraction(event.body);
      return true;
    }
    const { conversationId, sessionKey } = event.body;
    const session =
      (await sessions.findByConversation(conversationId)) ??
      (sessionKey === null ? null : await sessions.findBySessionKey(sessionKey));
    // A session that binds this conversation later looks into the inbox after it has committed that, and claims the event.
    if (!session) return false;
    await signal(session.workflowId, event.body);
    return true;
  }

  /** A completed query may be our own: if it were news, a run that asks anew would go on for ever. */
  async function tellChanged({ eventId, eventType, ...told }: SpeechEvent): Promise<void> {
    const conversationId = told.interactionId ?? told.conversationId;
    if (eventType !== 'speechanalytics:insight:updated' || conversationId === null) return;
    for (const { workflowId } of await correlations.runsWith(conversationId))
      await insightUpdated(workflowId, { eventId });
  }

  async function attempt(event: ReceivedEvent): Promise<boolean> {
    const { eventId } = event.body;
    try {
      const delivered = await deliver(event);
      if (delivered) await inbox.markDispatched([eventId], now().toISOString());
      return delivered;
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      log.warn({ topic: event.topic, error: name }, 'webhook event not dispatched; it stays in the inbox');
      return false;
    } finally {
      underWay.delete(eventId);
    }
  }

  async function start(event: ReceivedEvent): Promise<boolean> {
    const { eventId } = event.body;
    if (underWay.has(eventId)) return false;
    const run = lanes.run(() => attempt(event));
    if (run) underWay.add(eventId);
    return run ?? false;
  }

  return {
    dispatch: (event) => void start(event),
    sweep() {
      sweeping ??= sweepPending().finally(() => (sweeping = null));
      return sweeping;
    },
    idle: lanes.idle,
  };
}

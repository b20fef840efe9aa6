import { cancellationSignal } from '@temporalio/activity';
import type { ConversationEvent } from '../domain/conversation-event.js';
import type { GenesysGateway } from '../gateways/genesys/index.js';
import type { InboxStore } from '../store/inbox.js';
import type { SessionStore } from '../store/sessions.js';
import { eachAbreast } from './each-abreast.js';
import type { WorkflowDirectory } from './workflow-directory.js';

type Deps = {
  readonly genesys: Pick<GenesysGateway, 'virtualAgent'>;
  readonly sessions: Pick<SessionStore, 'liveBots' | 'markSeen' | 'contradicted' | 'slots' | 'freeSlots'>;
  readonly inbox: Pick<InboxStore, 'expire'>;
  readonly workflows: WorkflowDirectory;
  readonly requestsPerMinute: number | null;
};

export type SweepPlan = { readonly botIds: readonly string[]; readonly requestsPerMinute: number | null };

/** Safe to repeat: it reads. */
export const createPlanSweep = ({ sessions, requestsPerMinute }: Deps) =>
  async function planSweep(): Promise<SweepPlan> {
    return { botIds: await sessions.liveBots(), requestsPerMinute };
  };

export type SweepPageInput = {
  readonly botId: string;
  readonly cursor: string | null;
  readonly sweptAt: string;
};

/** One request: notes which conversations the platform calls active. Safe to repeat: they are noted with the same time. */
export const createSweepPage = ({ genesys, sessions }: Deps) =>
  async function sweepPage({
    botId,
    cursor,
    sweptAt,
  }: SweepPageInput): Promise<{ readonly cursor: string | null }> {
    const signal = cancellationSignal();
    const page = await genesys.virtualAgent.listActiveConversations({ botId, cursor }, { signal });
    await sessions.markSeen(
      page.conversations.map(({ conversationId }) => conversationId),
      sweptAt,
    );
    return { cursor: page.cursor };
  };

export type TellSweptInput = { readonly botId: string; readonly sweptAt: string };

/**
 * Tells sessions what a complete listing says otherwise than they think: not active any more, or active again. Safe to repeat:
 * a session hears an event once, by its id.
 */
export const createTellSwept = ({ sessions, workflows }: Deps) =>
  async function tellSwept({ botId, sweptAt }: TellSweptInput): Promise<{ readonly told: number }> {
    const wrong = await sessions.contradicted({ botId, sweptAt });
    await eachAbreast(wrong, (session) =>
      workflows.tellEvent(session.workflowId, sweptEvent(session, sweptAt)),
    );
    return { told: wrong.length };
  };

const sweptEvent = (
  { conversationId, isActive }: { conversationId: string; isActive: boolean },
  sweptAt: string,
): ConversationEvent => ({
  eventId: `sweep/${sweptAt}/${conversationId}`,
  conversationId,
  sessionKey: null,
  kind: isActive ? 'active' : 'ended',
  // The listing was made at that time: whoever was in it lived then. When one that was not in it has ended nobody knows.
  occurredAt: isActive ? sweptAt : null,
  resolution: null,
  disconnect: null,
  media: null,
  source: 'sweep',
});

/** Frees what runs hold that were terminated, which runs no code, and wakes who waits. Safe to repeat. */
export const createFreeClosedSlots = ({ sessions, workflows }: Deps) =>
  async function freeClosedSlots(): Promise<{ readonly freed: number }> {
    const closed: string[] = [];
    await eachAbreast(await sessions.slots(), async ({ runId, workflowId }) => {
      if (!(await workflows.isRunning(workflowId, runId))) closed.push(runId);
    });
    const { wake } = await sessions.freeSlots(closed);
    await eachAbreast(wake, (workflowId) => workflows.tellSlotFreed(workflowId));
    return { freed: closed.length };
  };

/** Events of conversations that are not ours. Safe to repeat. */
export const createExpireEvents = ({ inbox }: Deps) =>
  async function expireEvents({
    before,
  }: {
    readonly before: string;
  }): Promise<{ readonly expired: number }> {
    return { expired: await inbox.expire(before) };
  };

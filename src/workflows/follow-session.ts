import { condition, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { durationMs } from '../domain/duration.js';
import { toUtc } from '../domain/interval.js';
import type { SessionStep } from '../domain/session-course.js';
import { handoffUpdate, sessionUpdate, type SessionMetrics } from '../domain/session-update.js';
import { STORE_STEP } from './activity-options.js';
import type { CrmDesk } from './crm-desk.js';
import { type CarriedSession, type SessionDesk } from './session-desk.js';
import { now } from './now.js';
import { sessionDetails } from './session-details.js';
import { readMetrics, type MetricsReading } from './session-metrics.js';
import { giveSlotBack, takeSlotAgain } from './session-slot.js';
import type { StageBoard } from './stage.js';

const { updateSession } = proxyLocalActivities<Activities>(STORE_STEP);

export type SessionFollower = ReturnType<typeof createSessionFollower>;

type Parts = {
  readonly runId: string;
  readonly desk: SessionDesk;
  readonly crm: CrmDesk;
  readonly board: StageBoard;
};

/** Does what the facts call for, one thing after another, and waits for the next fact, for days if need be. */
export function createSessionFollower({ runId, desk, crm, board }: Parts) {
  let reading: MetricsReading | null = null;
  let metrics: SessionMetrics | null = null;

  const tell = () => {
    const { plan, session } = desk.run();
    return crm.tell(sessionUpdate(plan.sessionKey, session, metrics));
  };

  const startReading = () => {
    const { session, startedAt } = desk.run();
    const { conversationId } = session;
    if (reading || conversationId === null) return;
    reading = readMetrics({ conversationId, startedAt });
  };

  const perform: Record<SessionStep, () => Promise<void>> = {
    async handOff() {
      const { plan, session } = desk.run();
      await crm.tell(handoffUpdate(plan.sessionKey, session));
    },
    async end() {
      desk.set({ endHeardAt: now() });
      await giveSlotBack(runId);
      await tell();
      startReading();
    },
    async reopen() {
      reading?.stop();
      reading = metrics = null;
      desk.set({ endHeardAt: null });
      await takeSlotAgain(runId, desk.run().plan);
      await tell();
    },
    async expire() {
      await giveSlotBack(runId);
      await tell();
    },
  };

  /** The row for `client sessions` and the details for the UI; only when something has changed. */
  const show = async () => {
    if (!desk.takeChange()) return;
    const run = desk.run();
    const { state, turns, reasons, handoffQueueId, lastActivityAt } = run.session;
    const update = sessionUpdate(run.plan.sessionKey, run.session, metrics);
    board.enter(state, sessionDetails(run));
    await updateSession({
      ...{ runId, state, turns, reasons, handoffQueueId, lastActivityAt },
      endedAt: update.endTime,
      resolution: update.resolutionStatus,
      containment: update.containment,
      nextWakeUpAt: isOver(run) ? null : toUtc(dueAtMs(run)),
    });
  };

  const hearMetrics = async () => {
    if (!reading?.isFinished() || metrics || !reading.metrics()) return;
    metrics = reading.metrics();
    desk.set({});
    await tell();
  };

  const waitForNews = async () => {
    const waitMs = dueAtMs(desk.run()) - Date.now();
    const finished = reading?.isFinished() ?? true;
    const isNews = () => desk.hasNews() || (reading !== null && reading.isFinished() !== finished);
    if (waitMs > 0) await condition(isNews, waitMs);
    else if (!finished) await condition(isNews);
    else if (desk.run().session.state === 'ended') desk.learn({ kind: 'settled', at: now() });
    else desk.learn({ kind: 'deadlinePassed', at: now() });
  };

  return {
    metrics: () => metrics,
    show,
    tell,
    /** `continue` when the history has become long and nothing is half done. */
    async followToEnd(): Promise<'ended' | 'continue'> {
      if (desk.run().session.state === 'ended') startReading();
      for (;;) {
        for (let step = desk.takeStep(); step; step = desk.takeStep()) await perform[step]();
        await hearMetrics();
        await show();
        if (isOver(desk.run())) return 'ended';
        if (workflowInfo().continueAsNewSuggested && !desk.hasNews()) return 'continue';
        if (!desk.hasNews()) await waitForNews();
      }
    },
    stop: () => reading?.stop(),
  };
}

const isOver = ({ session: { state } }: CarriedSession): boolean =>
  state === 'settled' || state === 'expired';

/** When the run does something by itself: an ended session settles, a silent one expires. */
function dueAtMs({ plan, session, endHeardAt }: CarriedSession): number {
  return endHeardAt === null
    ? Date.parse(session.lastActivityAt) + durationMs(plan.endDeadline)
    : Date.parse(endHeardAt) + durationMs(plan.settleFor);
}

import { publicPlan, type SessionPlan } from '../contracts/run-virtual-agent-session.js';
import type { RunStore } from '../store/runs.js';
import type { SessionStore } from '../store/sessions.js';

type Deps = { readonly runs: Pick<RunStore, 'begin'>; readonly sessions: Pick<SessionStore, 'begin'> };

export type BeginSessionInput = {
  readonly runId: string;
  readonly workflowId: string;
  readonly plan: SessionPlan;
  readonly startedAt: string;
};

/** Notes the run and its session, without anything the customer is or said. Safe to repeat: the first beginning stays. */
export const createBeginSession = ({ runs, sessions }: Deps) =>
  async function beginSession({ plan, ...run }: BeginSessionInput): Promise<void> {
    await runs.begin({ ...run, process: 'session', plan: publicPlan(plan) });
    await sessions.begin({ ...run, sessionKey: plan.sessionKey, botId: plan.botId });
  };

import { publicPlan, type SessionPlan } from '../contracts/run-virtual-agent-session.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import type { RunStore } from '../store/runs.js';
import type { SessionStore } from '../store/sessions.js';

type Deps = { readonly runs: Pick<RunStore, 'begin'>; readonly sessions: Pick<SessionStore, 'begin'> };

export type BeginSessionInput = {
  readonly runId: string;
  readonly workflowId: string;
  readonly plan: SessionPlan;
  readonly startedAt: string;
};

/**
 * Notes the run and its session, without anything the customer is or said. Safe to repeat: the first beginning stays. A run that
 * is refused is not noted: under the same workflow id it would hide the one whose key it is.
 * @throws {InvalidInputError} when the key is another run's; Temporal itself knows that only as long as it keeps the run
 */
export const createBeginSession = ({ runs, sessions }: Deps) =>
  async function beginSession({ plan, ...run }: BeginSessionInput): Promise<void> {
    const { sessionKey, botId } = plan;
    const owner = await sessions.begin({ ...run, sessionKey, botId });
    if (owner.runId !== run.runId) {
      const problem = `"${sessionKey}" belongs to ${owner.workflowId}, run ${owner.runId}; each session needs a key of its own`;
      throw new InvalidInputError([{ field: 'sessionKey', problem }]);
    }
    await runs.begin({ ...run, process: 'session', plan: publicPlan(plan) });
  };

import { proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { SessionResult } from '../contracts/run-virtual-agent-session.js';
import type { AuditHead, SessionEntry } from '../domain/audit-entry.js';
import { sessionUpdate, type SessionMetrics, type SessionUpdate } from '../domain/session-update.js';
import { STORE_STEP } from './activity-options.js';
import type { CrmOutcome } from './crm-desk.js';
import { type CarriedSession } from './session-desk.js';
import { now } from './now.js';

const { auditSession, endRun } = proxyLocalActivities<Activities>(STORE_STEP);

type Ending = {
  readonly run: CarriedSession;
  readonly metrics: SessionMetrics | null;
  readonly crm: CrmOutcome;
};

/** Leaves the audit entry and the result of a session that has come to its end. */
export async function concludeSession(runId: string, ending: Ending): Promise<SessionResult> {
  const auditHead = await audit(runId, ending);
  const result = { ...unauditedResult(ending), auditHead };
  await endRun({ runId, status: 'completed', finishedAt: now(), result });
  return result;
}

export async function audit(runId: string, { run, metrics, crm }: Ending): Promise<AuditHead> {
  const update = sessionUpdate(run.plan.sessionKey, run.session, metrics);
  return auditSession({ runId, entry: entryOf(update, crm) });
}

const entryOf = (update: SessionUpdate, crm: CrmOutcome): SessionEntry => ({
  timestamp: now(),
  action: 'virtual_agent_session',
  workflow_id: workflowInfo().workflowId,
  conversation_id: update.conversationId,
  session_key: update.sessionKey,
  state: update.state,
  end_time: update.endTime,
  resolution_status: update.resolutionStatus,
  containment: update.containment,
  reasons: update.reasons,
  turns: update.turns,
  duration_ms: update.durationMs,
  crm_webhook_status: crm === 'noSink' ? null : crm,
});

function unauditedResult({ run, metrics, crm }: Ending): Omit<SessionResult, 'auditHead'> {
  const update = sessionUpdate(run.plan.sessionKey, run.session, metrics);
  const { endTime } = update;
  return {
    ...update,
    startedAt: run.startedAt,
    handoffQueueId: run.session.handoffQueueId,
    terminationLatencyMs:
      endTime === null || run.endHeardAt === null ? null : Date.parse(run.endHeardAt) - Date.parse(endTime),
    unknown: [
      ...(update.endTime === null ? (['endTime'] as const) : []),
      ...(update.resolutionStatus === null ? (['resolution'] as const) : []),
      ...(update.containment === null ? (['containment'] as const) : []),
      ...(metrics === null ? (['metrics'] as const) : []),
    ],
    crm,
  };
}

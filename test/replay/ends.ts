import type { CsatResult } from '../../src/contracts/correlate-csat.js';
import type { SessionResult } from '../../src/contracts/run-virtual-agent-session.js';
import type { InsightsResult } from '../../src/contracts/sync-insights.js';

/** The state of the result, or what kind of event ended the run. */
const SESSION_ENDS: Record<string, string> = {
  settled: 'settled',
  reopened: 'settled',
  'reopened-when-heard': 'settled',
  'reopened-before-it-ended-again': 'settled',
  'ended-before-created': 'settled',
  'handed-over-at-creation': 'settled',
  'handed-over-without-queue': 'settled',
  'handed-over-by-turn': 'settled',
  'handed-over-on-request': 'settled',
  expired: 'expired',
  'cancelled-while-active': 'EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED',
  'cancelled-while-waiting': 'EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED',
  'slot-waited-for': 'settled',
  'no-free-slot': 'NoFreeSlot',
  'outcome-unknown': 'settled',
  'created-again': 'settled',
  'found-after-pause': 'settled',
  'without-metrics': 'settled',
  'key-of-another': 'InvalidInput',
  refused: 'InvalidInput',
  continued: 'settled',
};

/** What the gate let through, and what the CRM took and did not, or what kind of event ended the run. */
const INSIGHTS_ENDS: Record<string, string> = {
  'nothing-passed': '0 passed, 0 delivered, 0 failed',
  'all-passed': '6 passed, 3 delivered, 0 failed',
  mixed: '5 passed, 2 delivered, 1 failed',
  'crm-down': '6 passed, 0 delivered, 3 failed',
  'from-conversation-end': '6 passed, 3 delivered, 0 failed',
  continued: '650 passed, 650 delivered, 0 failed',
  cancelled: 'EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED',
  refused: 'InvalidInput',
};

/** What was answered, what ended the waiting, and what the coaching platform did not take, or what kind of event ended the run. */
const CSAT_ENDS: Record<string, string> = {
  completed: '2 answered, waited for null, 0 corrections, 0 failed',
  'waited-to-coverage': '3 answered, waited for coverage, 1 corrections, 0 failed',
  'waited-to-date': '3 answered, waited for until, 1 corrections, 0 failed',
  'insight-updated': '2 answered, waited for until, 1 corrections, 0 failed',
  'by-day': '2 answered, waited for null, 0 corrections, 0 failed',
  'coaching-down': '2 answered, waited for null, 0 corrections, 2 failed',
  continued: '3 answered, waited for until, 1 corrections, 0 failed',
  'cancelled-while-waiting': 'EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED',
  'model-not-deployed': 'ModelNotDeployed',
  refused: 'InvalidInput',
};

/** How the run ended that a file is named for. */
export const ENDS = new Map([
  ...Object.entries(SESSION_ENDS).map(
    ([name, end]) => [`run-virtual-agent-session.${name}.json`, end] as const,
  ),
  ...Object.entries(INSIGHTS_ENDS).map(([name, end]) => [`sync-insights.${name}.json`, end] as const),
  ...Object.entries(CSAT_ENDS).map(([name, end]) => [`correlate-csat.${name}.json`, end] as const),
]);

type Ended = {
  readonly eventType: string;
  readonly workflowExecutionCompletedEventAttributes?: {
    readonly result: { readonly payloads: readonly { readonly data: string }[] };
  };
  readonly workflowExecutionFailedEventAttributes?: {
    readonly failure: { readonly applicationFailureInfo: { readonly type: string } };
  };
};

type Result =
  | Pick<SessionResult, 'state'>
  | Pick<InsightsResult, 'insights' | 'crm'>
  | Pick<CsatResult, 'coverage' | 'waitedFor' | 'corrections' | 'coaching'>;

function told(result: Result): string {
  if ('state' in result) return result.state;
  if ('insights' in result) {
    const { insights, crm } = result;
    return `${insights.passed} passed, ${crm.delivered} delivered, ${crm.failed} failed`;
  }
  const { coverage, waitedFor, corrections, coaching } = result;
  return `${coverage.answered} answered, waited for ${waitedFor}, ${corrections} corrections, ${coaching.failed} failed`;
}

/** How the run of a history ended. */
export function endOf(history: unknown): string | undefined {
  const last = (history as { readonly events: readonly Ended[] }).events.at(-1);
  const [result] = last?.workflowExecutionCompletedEventAttributes?.result.payloads ?? [];
  if (result) return told(JSON.parse(Buffer.from(result.data, 'base64').toString()) as Result);
  const failure = last?.workflowExecutionFailedEventAttributes?.failure;
  return failure?.applicationFailureInfo.type ?? last?.eventType;
}

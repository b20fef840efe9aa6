import type { SessionResult } from '../src/contracts/run-virtual-agent-session.js';
import type { TurnDecision } from '../src/workflows/messages.js';
import { closingRows, demoTable } from './demo-table.js';

type Seen = {
  readonly result: SessionResult;
  readonly decision: TurnDecision;
  readonly crm: readonly { readonly event: string; readonly state?: string }[];
  readonly webhooks: { readonly delivered: number };
  readonly tookMs: number;
  readonly auditIsIntact: boolean;
};

export function sessionTable(seen: Seen): string {
  const { result, decision, crm, webhooks } = seen;
  const told = crm.map(({ event, state }) => state ?? event.replace('virtual_agent_', '')).join(', then ');
  const { audit, took } = closingRows(result.auditHead, seen);
  return demoTable([
    ['conversation', result.conversationId ?? 'none'],
    ['turn 2', decision.handedOff ? `a person takes over: ${decision.reasons.join(', ')}` : 'goes on'],
    ['ended by', `${webhooks.delivered} signed webhook over HTTP`],
    ['heard after', result.terminationLatencyMs === null ? 'not known' : `${result.terminationLatencyMs} ms`],
    ['duration', result.durationMs === null ? 'not known' : `${(result.durationMs / 1000).toFixed(1)} s`],
    ['resolution', result.resolutionStatus ?? 'not known'],
    [
      'containment',
      result.containment === null ? 'not known: this profile does not tell' : String(result.containment),
    ],
    ['CRM', told],
    audit,
    took,
  ]);
}

import type { SessionResult } from '../src/contracts/run-virtual-agent-session.js';
import type { TurnDecision } from '../src/workflows/messages.js';

type Seen = {
  readonly result: SessionResult;
  readonly decision: TurnDecision;
  readonly crm: readonly { readonly event: string; readonly state?: string }[];
  readonly webhooks: { readonly delivered: number };
  readonly tookMs: number;
  readonly auditIsIntact: boolean;
};

/** The session as people read it, within 80 columns. */
export function sessionTable(seen: Seen): string {
  const { result, decision, crm, webhooks, tookMs, auditIsIntact } = seen;
  const told = crm.map(({ event, state }) => state ?? event.replace('virtual_agent_', '')).join(', then ');
  const rows: [string, string][] = [
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
    [
      'audit',
      `${result.auditHead.count.toLocaleString('en')} chained entries, ${auditIsIntact ? 'verified' : 'NOT INTACT'}`,
    ],
    ['took', `${(tookMs / 1000).toFixed(1)} s`],
  ];
  return ['', ...rows.map(([name, value]) => `    ${name.padEnd(15)}${value}`), ''].join('\n');
}

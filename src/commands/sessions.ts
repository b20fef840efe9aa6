import { DURATION_PATTERN, durationMs } from '../domain/duration.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import type { SessionRates, SessionRow } from '../store/session-lists.js';
import type { CommandContext, CommandResult } from './context.js';
import { ratesLines, sessionTable } from './session-table.js';

export type SessionsOptions = { readonly since: string; readonly json?: boolean };

const LIVE: ReadonlySet<string> = new Set(['creating', 'active', 'transferred', 'ended']);

/** `sessions [--since 7d] [--json]`: the live ones, however old, and rates of those that began since then and are over. */
export async function sessions(
  context: CommandContext,
  { since: period, json = false }: SessionsOptions,
): Promise<CommandResult> {
  if (!DURATION_PATTERN.test(period)) {
    const problem = 'must be a whole number and a unit of s, m, h or d, such as 7d';
    throw new InvalidInputError([{ field: '--since', problem }]);
  }
  const store = await context.store();
  const now = context.now();
  const since = new Date(now.getTime() - durationMs(period));
  // The list has every live session, whatever period is asked for: a short one keeps the others out.
  const [rows, rates] = await Promise.all([
    store.sessions.list({ since: now }),
    store.sessions.rates({ since }),
  ]);
  const live = rows.filter(({ state }) => LIVE.has(state));
  const lines = json
    ? [...live.map(jsonOf), JSON.stringify({ since: since.toISOString(), rates: jsonRates(rates) })]
    : [...sessionTable(live, now), '', ...ratesLines(rates, since)];
  for (const line of lines) context.terminal.print(line);
  return 0;
}

const jsonOf = ({ startedAt, lastActivityAt, nextWakeUpAt, ...row }: SessionRow): string =>
  JSON.stringify({
    sessionKey: row.sessionKey,
    workflowId: row.workflowId,
    runId: row.runId,
    botId: row.botId,
    conversationId: row.conversationId,
    state: row.state,
    turns: row.turns,
    reasons: row.reasons,
    handoffQueueId: row.handoffQueueId,
    startedAt,
    lastActivityAt,
    nextWakeUpAt,
  });

/** A rate of nothing known is null, not 0. */
const jsonRates = (rates: SessionRates) => ({
  finished: rates.finished,
  resolution: {
    known: rates.resolutionKnown,
    resolved: rates.resolved,
    rate: rates.resolutionKnown === 0 ? null : rates.resolved / rates.resolutionKnown,
  },
  containment: {
    known: rates.containmentKnown,
    contained: rates.contained,
    rate: rates.containmentKnown === 0 ? null : rates.contained / rates.containmentKnown,
  },
});

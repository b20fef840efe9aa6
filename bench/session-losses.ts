import type { Figure } from './report.js';
import { sessionWorkflowId } from '../src/domain/workflow-ids.js';
import type { EndedSessions } from './end-sessions.js';
import type { Stand } from './stand.js';

type CrmEffects = { readonly effects: readonly { readonly body: CrmBody }[] };
type CrmBody = { readonly event: string; readonly sessionKey: string };

/** The CRM hears of an end at once, and once more when analytics know how long the conversation took. */
const EFFECTS_AT_MOST = 2;

/** What must be none: of the sessions that were ended each is settled and known to the CRM, and no other one is. */
export async function sessionLosses(
  { store, simulatorUrl }: Stand,
  { workflowIds, closedMs }: EndedSessions,
): Promise<Figure[]> {
  const rows = await store.sessions.list({ since: new Date(0) });
  const settled = new Set(rows.flatMap(({ workflowId, state }) => (state === 'settled' ? [workflowId] : [])));
  const effects = await crmEffects(simulatorUrl);
  const none = (name: string, value: number): Figure => ({ name, value, unit: '', bar: { atMost: 0 } });
  return [
    none('ended, workflow not closed', workflowIds.length - closedMs.length),
    none('ended, not settled', workflowIds.filter((id) => !settled.has(id)).length),
    none('ended, unknown to the CRM', workflowIds.filter((id) => !effects.has(id)).length),
    none('not ended, known to the CRM', [...effects.keys()].filter((id) => !workflowIds.includes(id)).length),
    none('told to the CRM too often', [...effects.values()].filter((n) => n > EFFECTS_AT_MOST).length),
  ];
}

/** How many there are of each session, by workflow id. */
async function crmEffects(simulatorUrl: string): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${simulatorUrl}/simulator/sinks/crm`);
  const { effects } = (await response.json()) as CrmEffects;
  const counts = new Map<string, number>();
  for (const { body } of effects) {
    const id = sessionWorkflowId(body.sessionKey);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

import {
  continueAsNew,
  proxyActivities,
  proxyLocalActivities,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities, GenesysActivities } from '../activities/index.js';
import { toUtc } from '../domain/interval.js';
import { GENESYS_LIVE, STORE_STEP, STORE_WALK } from './activity-options.js';
import { now } from './now.js';
import { failureTypeOf } from './failure.js';

const { planSweep, expireEvents } = proxyLocalActivities<Activities>(STORE_STEP);
const { tellSwept, freeClosedSlots } = proxyActivities<Activities>({
  ...STORE_WALK,
  summary: 'tell sessions what the listing says',
});
const { sweepPage } = proxyActivities<GenesysActivities>({
  ...GENESYS_LIVE,
  summary: 'list active conversations',
});

const INTERVAL_MS = 900_000;
/** Of the request budget; a sweep that needs more comes less often. */
const BUDGET_SHARE = 0.2;
const MAX_PAGES = 10_000;
const EVENT_LIFE_MS = 86_400_000;

/**
 * One for each environment: finds the sessions whose webhook was lost, and the slots of runs that were terminated. Asks for all
 * sessions of a virtual agent at once: thousands of sessions asking for themselves would use up any budget.
 */
export async function sweepSessions(): Promise<void> {
  while (!workflowInfo().continueAsNewSuggested) await sleep(await sweepRound());
  await continueAsNew<typeof sweepSessions>();
}

/** How long to wait for the next one, in milliseconds. A round for which the store stays away is left out: the sweep outlives every outage. */
async function sweepRound(): Promise<number> {
  try {
    await freeClosedSlots();
    const { botIds, requestsPerMinute } = await planSweep();
    let requests = 0;
    for (const botId of botIds) requests += await sweepBot(botId);
    await expireEvents({ before: toUtc(Date.now() - EVENT_LIFE_MS) });
    const leastMs = requestsPerMinute === null ? 0 : (requests / (BUDGET_SHARE * requestsPerMinute)) * 60_000;
    return Math.max(INTERVAL_MS, leastMs);
  } catch (error) {
    if (failureTypeOf(error) === null) throw error;
    return INTERVAL_MS;
  }
}

/** How many requests it took. A listing that is forbidden or does not end says nothing, so nobody is told anything. */
async function sweepBot(botId: string): Promise<number> {
  const sweptAt = now();
  const seen = new Set<string>();
  try {
    for (let cursor: string | null = null, requests = 1; requests <= MAX_PAGES; requests++) {
      const page: Awaited<ReturnType<typeof sweepPage>> = await sweepPage({ botId, cursor, sweptAt });
      if (page.cursor === null) {
        await tellSwept({ botId, sweptAt });
        return requests;
      }
      if (seen.has(page.cursor)) return requests;
      seen.add(page.cursor);
      cursor = page.cursor;
    }
  } catch (error) {
    if (failureTypeOf(error) === null) throw error;
  }
  return seen.size + 1;
}

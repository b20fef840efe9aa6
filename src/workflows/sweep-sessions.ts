import {
  continueAsNew,
  log,
  patched,
  proxyActivities,
  proxyLocalActivities,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities, GenesysActivities } from '../activities/index.js';
import type { SweepPlan } from '../activities/sweep-sessions.js';
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
/** Of 100 conversations each. Read at one go, so that a listing which does not end can't fill the history. */
const MAX_PAGES = 1_000;
const EVENT_LIFE_MS = 86_400_000;

/** What is left of a round whose history has become long. */
type RoundRest = SweepPlan & { readonly requests: number };

/**
 * One for each environment: finds the sessions whose webhook was lost, and the slots of runs that were terminated. Asks for all
 * sessions of a virtual agent at once: thousands of sessions asking for themselves would use up any budget.
 */
export async function sweepSessions(carried: RoundRest | null = null): Promise<void> {
  for (let begun = carried; ; begun = null) {
    const { rest, waitMs } = await sweepRound(begun);
    if (rest) return continueAsNew<typeof sweepSessions>(rest);
    await sleep(waitMs);
    if (workflowInfo().continueAsNewSuggested) return continueAsNew<typeof sweepSessions>();
  }
}

/** `waitMs` until the next round. One for which the store stays away is left out: the sweep outlives every outage. */
async function sweepRound(begun: RoundRest | null): Promise<{ rest: RoundRest | null; waitMs: number }> {
  try {
    const { botIds, requestsPerMinute, ...before } = begun ?? (await beginRound());
    let { requests } = before;
    for (const [index, botId] of botIds.entries()) {
      const isLong = index > 0 && workflowInfo().continueAsNewSuggested;
      if (isLong && patched('round-continues-as-new'))
        return { rest: { botIds: botIds.slice(index), requestsPerMinute, requests }, waitMs: 0 };
      requests += await sweepBot(botId);
    }
    await expireEvents({ before: toUtc(Date.now() - EVENT_LIFE_MS) });
    const leastMs = requestsPerMinute === null ? 0 : (requests / (BUDGET_SHARE * requestsPerMinute)) * 60_000;
    return { rest: null, waitMs: Math.max(INTERVAL_MS, leastMs) };
  } catch (error) {
    if (failureTypeOf(error) === null) throw error;
    return { rest: null, waitMs: INTERVAL_MS };
  }
}

async function beginRound(): Promise<RoundRest> {
  await freeClosedSlots();
  return { ...(await planSweep()), requests: 0 };
}

/** How many requests it took. A listing that is forbidden or does not end says nothing, so nobody is told anything. */
async function sweepBot(botId: string): Promise<number> {
  const sweptAt = now();
  const seen = new Set<string>();
  let cursor: string | null = null;
  let requests = 0;
  try {
    do {
      if (requests >= MAX_PAGES && patched('thousand-pages')) return unending(botId, requests);
      requests += 1;
      const page: Awaited<ReturnType<typeof sweepPage>> = await sweepPage({ botId, cursor, sweptAt });
      ({ cursor } = page);
      if (cursor !== null && seen.has(cursor)) return unending(botId, requests);
      if (cursor !== null) seen.add(cursor);
    } while (cursor !== null);
    await tellSwept({ botId, sweptAt });
  } catch (error) {
    if (failureTypeOf(error) === null) throw error;
  }
  return requests;
}

function unending(botId: string, requests: number): number {
  log.warn('the listing of active conversations does not end; lost webhooks are not found', {
    botId,
    requests,
  });
  return requests;
}

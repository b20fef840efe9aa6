import { authorization, send } from './plain-http.js';

/*
 * The peer of a run on the published API, as connectors have it: pages of records, then one request for the sentiment of each conversation
 * and one for its surveys, some side by side. Prints one JSON line.
 */

const [baseUrl = '', from = '', to = ''] = process.argv.slice(2);
const PAGE_SIZE = 100;
const SIDE_BY_SIDE = 64;
const DAY_MS = 86_400_000;

const startedAtMs = performance.now();
const headers = { ...(await authorization(baseUrl)), 'content-type': 'application/json' };
let requests = 0;

async function pageOf(fromMs: number, pageNumber: number): Promise<string[]> {
  const interval = `${new Date(fromMs).toISOString()}/${new Date(fromMs + DAY_MS).toISOString()}`;
  const body = JSON.stringify({ interval, paging: { pageSize: PAGE_SIZE, pageNumber } });
  requests += 1;
  const page = await send(`${baseUrl}/api/v2/analytics/conversations/details/query`, {
    ...{ method: 'POST', headers, body },
  });
  const { conversations = [] } = page as { conversations?: { conversationId: string }[] };
  return conversations.map(({ conversationId }) => conversationId);
}

async function allConversations(): Promise<string[]> {
  const ids: string[] = [];
  for (let dayMs = Date.parse(from); dayMs < Date.parse(to); dayMs += DAY_MS) {
    for (let page = 1; ; page++) {
      const some = await pageOf(dayMs, page);
      ids.push(...some);
      if (some.length < PAGE_SIZE) break;
    }
  }
  return ids;
}

/** Null for what is not found: most conversations have no survey, and some no score. */
async function get<T>(path: string): Promise<T | null> {
  requests += 1;
  const response = await fetch(`${baseUrl}${path}`, { headers });
  if (response.ok) return (await response.json()) as T;
  await response.body?.cancel();
  return null;
}

const waiting = await allConversations();
let scored = 0;
let answered = 0;
const lane = async (): Promise<void> => {
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const metrics = await get<{ sentimentScore?: number }>(
      `/api/v2/speechandtextanalytics/conversations/${id}`,
    );
    if (metrics?.sentimentScore !== undefined) scored += 1;
    const surveys = await get<{ status: string; answers?: { totalScore?: number } }[]>(
      `/api/v2/quality/conversations/${id}/surveys`,
    );
    if (surveys?.some(({ status, answers }) => status === 'Finished' && answers?.totalScore !== undefined))
      answered += 1;
  }
};
await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
process.stdout.write(
  `${JSON.stringify({ ms: performance.now() - startedAtMs, requests, scored, answered })}\n`,
);

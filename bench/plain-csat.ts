import { sampleCorrelation } from 'simple-statistics';
import { authorization, send } from './plain-http.js';

/*
 * The peer of `correlateCsat`, as the document's program has it: all pages of speech analytics one after another, then all of the
 * surveys, joined in memory and correlated. It keeps nothing, and forgets everything when it is stopped. Prints one JSON line.
 */

const [baseUrl = '', modelId = '', dateFrom = '', dateTo = '', min = '', max = ''] = process.argv.slice(2);
const SIZE = 100;

type Group = {
  readonly groupId: string;
  readonly groupBy?: { readonly interactionId: string };
  readonly byMetric: {
    readonly sentiment?: { readonly avg: number | null; readonly count: number };
    readonly csat?: { readonly avg: number | null };
  };
};

const startedAtMs = performance.now();
const headers = { ...(await authorization(baseUrl)), 'content-type': 'application/json' };
let pages = 0;

async function groupsOf(path: string, own: object): Promise<Group[]> {
  const groups: Group[] = [];
  for (let total = Infinity; groups.length < total;) {
    const body = { dateFrom, dateTo, interval: 'PT1H', ...own, size: SIZE, offset: groups.length };
    const page = await send(`${baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    pages += 1;
    groups.push(...(page.byGroup as Group[]));
    total = page.totalCount as number;
  }
  return groups;
}

const speech = await groupsOf('/api/v2/analytics/conversations/summary/query', {
  conversationType: 'speech',
  metrics: ['speechAnalytics', 'sentiment'],
  groupings: ['interactionId', 'agentId'],
  speechAnalyticsModelId: modelId,
});
const surveys = await groupsOf('/api/v2/analytics/surveys/summary/query', {
  metrics: ['csat'],
  groupings: ['interactionId'],
});

const weighed = new Map<string, { sum: number; count: number }>();
for (const { groupId, groupBy, byMetric } of speech) {
  const { avg, count } = byMetric.sentiment ?? { avg: null, count: 0 };
  if (avg === null) continue;
  const id = groupBy?.interactionId ?? groupId;
  const known = weighed.get(id) ?? { sum: 0, count: 0 };
  weighed.set(id, { sum: known.sum + avg * count, count: known.count + count });
}
const pairs = surveys.flatMap(({ groupId, byMetric }) => {
  const csat = byMetric.csat?.avg ?? null;
  const sentiment = weighed.get(groupId);
  const isInRange = csat !== null && csat >= Number(min) && csat <= Number(max);
  return isInRange && sentiment ? [{ csat, sentiment: sentiment.sum / sentiment.count }] : [];
});
const pearson = sampleCorrelation(
  pairs.map(({ sentiment }) => sentiment),
  pairs.map(({ csat }) => csat),
);
process.stdout.write(
  `${JSON.stringify({ ms: performance.now() - startedAtMs, pages, rows: speech.length, n: pairs.length, pearson })}\n`,
);

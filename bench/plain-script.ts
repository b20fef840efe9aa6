import { authorization, send } from './plain-http.js';

/*
 * The peer: what a competent user writes without an engine. It pages, obeys Retry-After, tries again after a fault, adds up in
 * memory, and forgets everything when it is stopped. Prints one JSON line.
 */

const [baseUrl = '', from = '', to = ''] = process.argv.slice(2);
const startedAtMs = performance.now();

const authorized = await authorization(baseUrl);

type Entity = { readonly sentiment?: { readonly score: number; readonly polarity: string } };
const counts: Record<string, number> = {};
let scored = 0;
let sum = 0;
let pages = 0;
for (let nextPageToken: unknown = undefined; ;) {
  const page = await send(`${baseUrl}/api/v2/analytics/conversations/details/query`, {
    method: 'POST',
    headers: { ...authorized, 'content-type': 'application/json' },
    body: JSON.stringify({
      dateFrom: from,
      dateTo: to,
      size: 250,
      select: ['sentiment.score', 'sentiment.polarity', 'interaction.id', 'date'],
      nextPageToken,
    }),
  });
  pages += 1;
  for (const { sentiment } of page.entities as Entity[]) {
    if (!sentiment) continue;
    scored += 1;
    sum += sentiment.score;
    counts[sentiment.polarity] = (counts[sentiment.polarity] ?? 0) + 1;
  }
  nextPageToken = page.nextPageToken;
  if (!nextPageToken) break;
}
process.stdout.write(
  `${JSON.stringify({ ms: performance.now() - startedAtMs, pages, scored, mean: sum / scored, counts })}\n`,
);

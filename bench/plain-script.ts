/*
 * The peer: what a competent user writes without an engine. It pages, obeys Retry-After, tries again after a fault, adds up in
 * memory, and forgets everything when it is stopped. Prints one JSON line.
 */

const [baseUrl = '', from = '', to = ''] = process.argv.slice(2);
const startedAtMs = performance.now();

async function send(path: string, init: RequestInit): Promise<Record<string, unknown>> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${baseUrl}${path}`, init).catch(() => null);
    if (response?.ok) return (await response.json()) as Record<string, unknown>;
    await response?.body?.cancel();
    if (attempt === 5 || (response && response.status < 500 && response.status !== 429)) {
      throw new Error(`${path} failed: ${response?.status ?? 'no answer'}`);
    }
    const waitSeconds = Number(response?.headers.get('retry-after') ?? 2 ** attempt);
    await new Promise((resolve) => setTimeout(resolve, waitSeconds * 1000));
  }
}

const token = await send('/oauth/token', {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'simulator-client',
    client_secret: 'not+a&real=secret',
  }),
});

type Entity = { readonly sentiment?: { readonly score: number; readonly polarity: string } };
const counts: Record<string, number> = {};
let scored = 0;
let sum = 0;
let pages = 0;
for (let nextPageToken: unknown = undefined; ;) {
  const page = await send('/api/v2/analytics/conversations/details/query', {
    method: 'POST',
    headers: { authorization: `Bearer ${String(token.access_token)}`, 'content-type': 'application/json' },
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

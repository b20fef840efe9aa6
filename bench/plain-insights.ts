import { authorization, send } from './plain-http.js';

/*
 * The peer of `syncInsights`, as the document's program has it: one conversation after another, page after page; what is fresh and
 * the source calls clean goes to the CRM. It looks into no text, keeps nothing, and forgets everything when it is stopped. Prints
 * one JSON line.
 */

const [baseUrl = '', crmUrl = '', pageSize = '', ids = ''] = process.argv.slice(2);
const MAX_AGE_MS = 24 * 3_600_000;

type Insight = { readonly createdDate: string; readonly redacted: boolean };

const startedAtMs = performance.now();
const authorized = await authorization(baseUrl);
let pages = 0;
let insights = 0;
let updates = 0;
for (const conversationId of ids.split(',')) {
  const clean: Insight[] = [];
  for (let nextPageToken: unknown = ''; ;) {
    const query = new URLSearchParams({ confidenceThreshold: '0', maxResults: pageSize });
    if (nextPageToken) query.set('nextPageToken', String(nextPageToken));
    const url = `${baseUrl}/api/v2/agentassist/interactions/${conversationId}/insights?${query.toString()}`;
    const page = await send(url, { headers: authorized });
    const entities = page.entities as Insight[];
    pages += 1;
    insights += entities.length;
    clean.push(
      ...entities.filter(
        ({ createdDate, redacted }) => !redacted && Date.now() - Date.parse(createdDate) < MAX_AGE_MS,
      ),
    );
    nextPageToken = page.nextPageToken;
    if (!nextPageToken) break;
  }
  if (clean.length === 0) continue;
  await send(crmUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': `plain/${conversationId}` },
    body: JSON.stringify({ event: 'agent_assist_insights_sync', insights: clean, count: clean.length }),
  });
  updates += 1;
}
process.stdout.write(
  `${JSON.stringify({ ms: performance.now() - startedAtMs, pages, insights, updates })}\n`,
);

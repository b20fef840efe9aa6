import type { Insight } from '../../simulator/insights/insight.js';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator.js';
import { accessTokenOf, call, type Answer } from './simulator-client.js';

export const NOW = '2026-03-10T12:00:00.000Z';

export type Page = { entities: Partial<Insight>[]; nextPageToken?: string; totalCount?: number };
export type Query = Record<string, string | readonly string[]>;

/** A simulator with a client that reads insights; its clock stands still. */
export async function createInsightSimulator(options: SimulatorOptions = {}) {
  const simulator: Simulator = await createSimulator({ conversations: 40, now: NOW, ...options });
  const headers = { authorization: `Bearer ${await accessTokenOf(simulator)}` };

  function page<Body = Page>(conversationId: string, query: Query = {}): Promise<Answer<Body>> {
    const search = new URLSearchParams(
      Object.entries(query).flatMap(([name, values]) =>
        [values].flat().map((value): [string, string] => [name, value]),
      ),
    );
    const path = `/api/v2/agentassist/interactions/${conversationId}/insights?${search.toString()}`;
    return call<Body>(simulator.url + path, { headers });
  }

  async function pages(conversationId: string, query: Query = {}, limit = 1000): Promise<Page[]> {
    const read: Page[] = [];
    for (let next: Query | null = {}; next && read.length < limit;) {
      const { body }: Answer<Page> = await page(conversationId, { ...query, ...next });
      read.push(body);
      next = body.nextPageToken === undefined ? null : { nextPageToken: body.nextPageToken };
    }
    return read;
  }

  return {
    simulator,
    page,
    pages,
    idAt: (index: number) => simulator.organisation.conversations.idAt(index),
    put: <Body>(path: string, body: unknown) => call<Body>(simulator.url + path, { method: 'PUT', body }),
  };
}

export type InsightSimulator = Awaited<ReturnType<typeof createInsightSimulator>>;

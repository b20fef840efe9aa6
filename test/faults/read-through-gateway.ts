import { failureRowOf } from '../../src/activities/failure-table.js';
import { incompleteReasons, type IncompleteReason } from '../../src/domain/completeness.js';
import type { FailureType } from '../../src/domain/failure-type.js';
import type { Interval } from '../../src/domain/interval.js';
import { Secret } from '../../src/domain/secret.js';
import type { ConversationSentiment } from '../../src/domain/sentiment.js';
import { createGenesysGateway } from '../../src/gateways/genesys/index.js';
import type { SentimentPage } from '../../src/gateways/genesys/ports.js';
import type { Simulator } from '../../simulator/simulator.js';

export type Reading = {
  rows: Map<string, ConversationSentiment>;
  /** Null when the reading came to its end. */
  failure: FailureType | 'bug' | null;
  reasons: IncompleteReason[];
  attempts: number;
};

/** The retry policy of the product's reading steps. */
const INITIAL_MS = 1000;
const MAX_MS = 60_000;
const GIVE_UP_MS = 12 * 3_600_000;
const PAGE_CAP = 50;

type Step = { page: SentimentPage } | { failure: FailureType | 'bug' };

/**
 * Reads a window as the process does, with Temporal's part played by a loop that obeys the failure table. Waiting costs no time: it
 * moves the clock of the gateway and that of the simulator.
 */
export async function readThroughGateway(simulator: Simulator, window: Interval): Promise<Reading> {
  let nowMs = simulator.clock.nowMs();
  let attempts = 0;
  const { clientId, clientSecret } = simulator.credentials;
  const gateway = createGenesysGateway({
    profile: 'documented',
    baseUrl: simulator.url,
    loginUrl: simulator.url,
    credentials: { clientId, clientSecret: new Secret(clientSecret), scope: null },
    timeouts: { connectMs: 500, answerMs: 100 },
    now: () => nowMs,
  });

  const wait = (ms: number): void => {
    nowMs += ms;
    simulator.clock.set(new Date(nowMs).toISOString());
  };

  async function readPage(cursor: string | null): Promise<Step> {
    const untilMs = nowMs + GIVE_UP_MS;
    for (let backoffMs = INITIAL_MS; ; backoffMs = Math.min(MAX_MS, backoffMs * 2)) {
      attempts += 1;
      try {
        return { page: await gateway.sentiment.fetchSentimentPage(window, { cursor }) };
      } catch (error) {
        const row = failureRowOf(error);
        if (!row) return { failure: 'bug' };
        if (!row.retry || nowMs > untilMs) return { failure: row.type };
        wait(row.retryAfterMs || backoffMs);
      }
    }
  }

  const rows: Reading['rows'] = new Map();
  const seen = new Set<string>();
  const stopped: IncompleteReason[] = [];
  let reported: number | null = null;
  try {
    for (let cursor: string | null = null, pages = 0; ; pages += 1) {
      const step = await readPage(cursor);
      if ('failure' in step && step.failure !== 'ModelUnavailable')
        return { rows, failure: step.failure, reasons: [], attempts };
      if ('failure' in step) {
        stopped.push('modelUnavailable');
        break;
      }
      const { page }: { page: SentimentPage } = step;
      for (const sentiment of page.sentiments)
        if (!rows.has(sentiment.conversationId)) rows.set(sentiment.conversationId, sentiment);
      reported = page.reported ?? reported;
      if (page.cursor === null) break;
      if (seen.has(page.cursor)) stopped.push('repeatedPageToken');
      else if (pages + 1 >= PAGE_CAP) stopped.push('pageCap');
      if (stopped.length > 0) break;
      seen.add(page.cursor);
      cursor = page.cursor;
    }
  } finally {
    // Not awaited: a hanging answer would hold it up, and nothing depends on it.
    void gateway.close();
  }
  const reasons = incompleteReasons({ reported, unique: rows.size, overlapping: 0 }, stopped);
  return { rows, failure: null, reasons, attempts };
}

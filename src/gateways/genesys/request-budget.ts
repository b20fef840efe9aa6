import type { Dispatcher } from 'undici';

type Headers = Dispatcher.ResponseData['headers'];

/** What Genesys last said of the minute that is running: how long to wait before the next request, or null. */
export type RequestBudget = {
  observe(headers: Headers): void;
  /** A 429 that names its wait holds for every other request of this client too. */
  exhaust(waitMs: number): void;
  waitMs(): number | null;
};

/**
 * Reads `inin-ratelimit-count`, `-allowed` and `-reset` (seconds) off every answer (developer blog, 2021-05-06). Nothing waits
 * here: a request that has no budget fails before it is sent, and Temporal waits.
 */
export function createRequestBudget(now: () => number): RequestBudget {
  let exhaustedUntilMs = 0;
  const number = (header: Headers[string]) =>
    typeof header === 'string' && header !== '' ? Number(header) : NaN;
  return {
    observe(headers) {
      const count = number(headers['inin-ratelimit-count']);
      const allowed = number(headers['inin-ratelimit-allowed']);
      const resetMs = number(headers['inin-ratelimit-reset']) * 1000;
      if (count >= allowed && resetMs > 0) exhaustedUntilMs = now() + resetMs;
    },
    exhaust(waitMs) {
      exhaustedUntilMs = Math.max(exhaustedUntilMs, now() + waitMs);
    },
    waitMs() {
      const waitMs = exhaustedUntilMs - now();
      return waitMs > 0 ? waitMs : null;
    },
  };
}

import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createPoster } from './poster.js';
import type { WebhookCounts } from './webhook-counters.js';

/** One event for one webhook. */
type Sendable = { webhookId: string; body: string };

export type Sender<Delivery extends Sendable> = {
  /** Resolves when it has been tried once; repetitions go on behind. `settled` is called when it has arrived or is given up. */
  send(delivery: Delivery, settled: () => void): Promise<void>;
  /** Breaks off what is under way and waits for nothing. */
  close(): void;
};

const ATTEMPT_TIMEOUT_MS = 5000;

/** A minute in all, as the waits stand; how long the attempts themselves take comes on top. */
export const DEFAULT_RETRY_DELAYS_MS: readonly number[] = [200, 1000, 5000, 10_000, 15_000, 15_000, 13_800];

export function createSender<Delivery extends Sendable, Webhook extends { url: string }>(context: {
  webhookOf(id: string): Webhook | null;
  /** Made anew for each attempt. */
  headersOf(delivery: Delivery, webhook: Webhook): Headers;
  counts: WebhookCounts;
  retryDelaysMs?: readonly number[] | undefined;
}): Sender<Delivery> {
  const { webhookOf, headersOf, counts, retryDelaysMs = DEFAULT_RETRY_DELAYS_MS } = context;
  const poster = createPoster({ timeoutMs: ATTEMPT_TIMEOUT_MS });
  const closing = new AbortController();
  // Everything that waits listens to it.
  setMaxListeners(0, closing.signal);

  /** True when there is nothing more to do. */
  async function attempt(delivery: Delivery): Promise<boolean> {
    const webhook = webhookOf(delivery.webhookId);
    if (!webhook) return true;
    counts.attempts += 1;
    try {
      const headers = Object.fromEntries(headersOf(delivery, webhook));
      const statusCode = await poster.post({ url: webhook.url, headers, body: delivery.body });
      const isTaken = statusCode >= 200 && statusCode < 300;
      counts[isTaken ? 'delivered' : 'refused'] += 1;
      return isTaken;
    } catch {
      counts.unreachable += 1;
      return false;
    }
  }

  async function repeat(delivery: Delivery, settled: () => void): Promise<void> {
    for (const waitMs of retryDelaysMs) {
      await delay(waitMs, undefined, { signal: closing.signal, ref: false });
      if (await attempt(delivery)) {
        settled();
        return;
      }
    }
    closing.signal.throwIfAborted();
    counts.givenUp += 1;
    settled();
  }

  return {
    send: async (delivery, settled) => {
      if (await attempt(delivery)) settled();
      else if (!closing.signal.aborted) repeat(delivery, settled).catch(() => undefined);
    },
    close: () => {
      closing.abort();
      poster.close();
    },
  };
}

import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { ConversationEvent } from '../live/conversation-event.js';
import { createSetting, type Setting } from '../setting.js';
import { deliveryOf, signedHeaders, SPELLINGS, type Delivery, type Spelling } from './delivery.js';
import { createHoldBack } from './hold-back.js';
import { createSender } from './sender.js';
import { createUnsettledDeliveries } from './unsettled-deliveries.js';
import { noCounts, type WebhookCounts } from './webhook-counters.js';
import { createWebhookFaultBoard, type Fate, type WebhookFaultBoard } from './webhook-faults.js';
import { newWebhookSchema, webhookSchema, type NewWebhook, type Webhook } from './webhook.js';
import { createWebhookRegistry, type WebhookRegistry } from './webhook-registry.js';

const spellingSchema = z.strictObject({ spelling: z.enum(SPELLINGS).default('documented') });

export type Webhooks = WebhookRegistry<NewWebhook, Webhook> & {
  faults: WebhookFaultBoard;
  spelling: Setting<{ spelling: Spelling }, { spelling?: Spelling | undefined }>;
  /** Tells all that are registered. Resolves when each has been tried once, or when nothing is to be told. */
  publish(event: ConversationEvent, options?: { early: boolean }): Promise<void>;
  /** Since the start; `unsettled` are those that have neither arrived nor been given up. */
  counts(): WebhookCounts & { unsettled: number };
  /** Sends what a process before this one could not. */
  resume(): void;
  close(): void;
};

export function createWebhooks(
  options: { dataDir?: string | undefined; retryDelaysMs?: readonly number[] | undefined } = {},
): Webhooks {
  const { dataDir, retryDelaysMs } = options;
  const registry = createWebhookRegistry(dataDir, {
    name: 'webhooks',
    newSchema: newWebhookSchema,
    schema: webhookSchema,
  });
  const unsettled = createUnsettledDeliveries(dataDir);
  const counts = noCounts();
  const sender = createSender({
    webhookOf: registry.find,
    headersOf: signedHeaders,
    counts,
    retryDelaysMs,
  });
  const holdBack = createHoldBack();
  const closing = new AbortController();
  // Everything that waits listens to it.
  setMaxListeners(0, closing.signal);
  const faults = createWebhookFaultBoard(() => void holdBack.release());
  const spelling = createSetting(spellingSchema);

  async function sendAll(deliveries: readonly Delivery[], copies: number): Promise<void> {
    const all = Array.from({ length: copies }, () => deliveries).flat();
    await Promise.all(
      all.map((delivery) =>
        sender.send(delivery, () => {
          unsettled.settle(delivery);
        }),
      ),
    );
  }

  async function sendLater(deliveries: readonly Delivery[], { copies, delayMs }: Fate): Promise<void> {
    if (delayMs > 0) {
      counts.delayed += 1;
      await delay(delayMs, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
    }
    if (closing.signal.aborted) return;
    const { reorder, reorderForMs } = faults.current();
    if (reorder > 1) counts.reordered += 1;
    await holdBack.pass(() => sendAll(deliveries, copies), { count: reorder, forMs: reorderForMs });
  }

  async function publish(event: ConversationEvent, { early } = { early: false }): Promise<void> {
    counts.events += 1;
    const fate = faults.nextFate();
    if (fate.dropped) {
      counts.dropped += 1;
      return;
    }
    const told = registry
      .all()
      .flatMap(({ id }) => deliveryOf(event, { webhookId: id, ...spelling.current() }) ?? []);
    told.forEach(unsettled.add);
    if (fate.copies > 1) counts.duplicated += 1;
    if (early) counts.early += 1;
    await (early ? sendAll(told, fate.copies) : sendLater(told, fate));
  }

  return {
    ...registry,
    faults,
    spelling,
    publish,
    counts: () => ({ ...counts, unsettled: unsettled.all().length }),
    resume: () => void sendAll(unsettled.all(), 1),
    close: () => {
      closing.abort();
      holdBack.close();
      sender.close();
    },
  };
}

import type { WebhookRegistry } from '../gateways/genesys/ports.js';
import type { WebhookStore } from '../store/webhooks.js';
import type { WantedWebhook } from './wanted-webhook.js';

type Deps = {
  readonly registry: WebhookRegistry;
  readonly webhooks: WebhookStore;
  readonly now: () => Date;
};

const NAME = 'durable-genesys: conversation ended';

/**
 * Registers what is not recorded yet, and says whether it had to. Genesys has no list to look at: a program that ends between
 * its answer and our record registers a second one the next time. That is harmless: a session ends once, however often it is told.
 */
export async function ensureWebhook(
  { registry, webhooks, now }: Deps,
  { key, secret }: WantedWebhook,
): Promise<'already there' | 'added'> {
  if (await webhooks.find(key)) return 'already there';
  const { id } = await registry.registerConversationEnded({ name: NAME, url: key.url, secret });
  await webhooks.record({ ...key, webhookId: id, registeredAt: now().toISOString() });
  return 'added';
}

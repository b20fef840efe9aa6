import type { WebhookRegistry } from '../gateways/genesys/ports.js';
import type { WebhookStore } from '../store/webhooks.js';
import type { WantedWebhook } from './wanted-webhook.js';

type Deps = {
  readonly registry: WebhookRegistry;
  readonly webhooks: WebhookStore;
  readonly now: () => Date;
};

/**
 * Registers what is not recorded yet, and says whether it had to. Genesys has no list to look at: a program that ends between
 * its answer and our record registers a second one the next time. That is harmless: a session ends once, however often it is told,
 * and a run that waits for surveys reads speech analytics once more, however often they are said to have changed.
 */
export async function ensureWebhook(
  { registry, webhooks, now }: Deps,
  webhook: WantedWebhook,
): Promise<'already there' | 'added'> {
  const { key } = webhook;
  if (await webhooks.find(key)) return 'already there';
  const { id } = await register(registry, webhook);
  await webhooks.record({ ...key, webhookId: id, registeredAt: now().toISOString() });
  return 'added';
}

function register(registry: WebhookRegistry, webhook: WantedWebhook): Promise<{ readonly id: string }> {
  const { url } = webhook.key;
  if ('secret' in webhook) {
    const { secret } = webhook;
    return registry.registerConversationEnded({ name: 'durable-genesys: conversation ended', url, secret });
  }
  const { bearer, modelId } = webhook;
  const name = 'durable-genesys: speech analytics';
  return registry.registerSpeechInsights({ name, url, bearer, modelId });
}

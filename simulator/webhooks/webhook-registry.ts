import { randomUUID } from 'node:crypto';
import { createJournal } from '../journal.js';
import { parseFields } from '../parse-fields.js';
import { newWebhookSchema, webhookSchema, type NewWebhook, type Webhook } from './webhook.js';

export type WebhookRegistry = {
  /** As documented nothing prevents registering twice, and then everything is told twice. Throws GenesysError 400. */
  register(wanted: NewWebhook): Webhook;
  find(id: string): Webhook | null;
  all(): Webhook[];
  clear(): void;
};

export function createWebhookRegistry(dataDir: string | undefined): WebhookRegistry {
  const journal = createJournal(dataDir, { name: 'webhooks', noun: 'webhook', schema: webhookSchema });
  const byId = new Map(journal.read().map((webhook) => [webhook.id, webhook]));
  return {
    register: (wanted) => {
      const webhook = { ...parseFields(newWebhookSchema, wanted), id: randomUUID() };
      journal.append(webhook);
      byId.set(webhook.id, webhook);
      return webhook;
    },
    find: (id) => byId.get(id) ?? null,
    all: () => [...byId.values()],
    clear: () => {
      journal.clear();
      byId.clear();
    },
  };
}

import type { Database } from './connection.js';

/** Where which event is sent: the platform has no list to ask, so what was registered is kept here. */
export type WebhookKey = { readonly host: string; readonly url: string; readonly event: string };

export type RegisteredWebhook = WebhookKey & { readonly webhookId: string; readonly registeredAt: string };

export type WebhookStore = ReturnType<typeof createWebhookStore>;

export const createWebhookStore = (db: Database) => ({
  async find({ host, url, event }: WebhookKey): Promise<{ webhookId: string } | null> {
    const row = await db
      .selectFrom('webhook')
      .select('webhook_id')
      .where('host', '=', host)
      .where('url', '=', url)
      .where('event', '=', event)
      .executeTakeFirst();
    return row ? { webhookId: row.webhook_id } : null;
  },

  /** One for each address and event: a later registration takes the place of an earlier one. */
  async record({ host, url, event, webhookId, registeredAt }: RegisteredWebhook): Promise<void> {
    const registration = { webhook_id: webhookId, registered_at: new Date(registeredAt) };
    await db
      .insertInto('webhook')
      .values({ host, url, event, ...registration })
      .onConflict((conflict) => conflict.columns(['host', 'url', 'event']).doUpdateSet(registration))
      .execute();
  },
});

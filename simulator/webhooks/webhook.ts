import { z } from 'zod';

/** The body that registers a webhook. */
export const newWebhookSchema = z.strictObject({
  name: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
  events: z.array(z.literal('conversation:ended')).min(1),
  secret: z.string().min(1).optional(),
});

export type NewWebhook = z.output<typeof newWebhookSchema>;

export const webhookSchema = newWebhookSchema.extend({ id: z.string() });
export type Webhook = z.output<typeof webhookSchema>;

/** As it may be shown: a secret that was told is never told again. */
export type ShownWebhook = Omit<Webhook, 'secret'>;

export const withoutSecret = ({ id, name, url, events }: Webhook): ShownWebhook => ({
  id,
  name,
  url,
  events,
});

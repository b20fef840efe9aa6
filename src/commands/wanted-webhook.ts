import type { Config } from '../config.js';
import { WEBHOOK_PATHS } from '../domain/names.js';
import type { Secret } from '../domain/secret.js';
import type { WebhookKey } from '../store/webhooks.js';

const EVENT = 'conversation:ended';

export type WantedWebhook = { readonly key: WebhookKey; readonly secret: Secret };

/**
 * The one webhook that this environment needs; null where nobody can reach us (no INGRESS_PUBLIC_URL).
 * @throws {InvalidInputError} when it is wanted and the way to Genesys is not configured
 */
export function wantedWebhook({
  ingress,
  genesys,
}: Pick<Config, 'ingress' | 'genesys'>): WantedWebhook | null {
  const [secret] = ingress.secrets;
  if (ingress.publicUrl === null || !secret) return null;
  const { host } = new URL(genesys().baseUrl);
  return { key: { host, url: `${ingress.publicUrl}${WEBHOOK_PATHS.conversation}`, event: EVENT }, secret };
}

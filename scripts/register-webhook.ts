import { ensureWebhook } from '../src/commands/ensure-webhook.js';
import { wantedWebhook } from '../src/commands/wanted-webhook.js';
import type { Config } from '../src/config.js';
import { createGenesysGateway } from '../src/gateways/genesys/index.js';
import { openStore } from '../src/wiring/open-store.js';

/** What `client setup` does about the webhook, without another process. */
export async function registerWebhook(config: Config, say: (line: string) => void): Promise<void> {
  const webhook = wantedWebhook(config);
  if (!webhook) return;
  const { baseUrl, loginUrl, credentials, profile } = config.genesys();
  const genesys = createGenesysGateway({ baseUrl, loginUrl, credentials, profile });
  const { store } = await openStore(config, { say, olderSchema: 'refuse' });
  try {
    const { webhooks } = store;
    await ensureWebhook({ registry: genesys.webhooks, webhooks, now: () => new Date() }, webhook);
  } finally {
    await store.close();
    await genesys.close();
  }
}

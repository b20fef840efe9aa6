import { GenesysError } from '../gateways/genesys/errors.js';
import type { Store } from '../store/index.js';
import { missingSearchAttributes, registerSearchAttributes } from '../wiring/search-attributes.js';
import type { CommandContext, CommandResult } from './context.js';
import { ensureWebhook } from './ensure-webhook.js';
import { wantedWebhook, type WantedWebhook } from './wanted-webhook.js';
import { withGenesys } from './with-genesys.js';

/** `setup [--dry-run]`: everything that has to exist once. May be repeated; the second time there is nothing to do. */
export async function setup(
  context: CommandContext,
  { dryRun = false }: { dryRun?: boolean },
): Promise<CommandResult> {
  const { terminal } = context;
  const webhook = wantedWebhook(context.config);
  const temporal = await context.temporal();
  const missing = await missingSearchAttributes(temporal);
  if (!dryRun) await registerSearchAttributes(temporal, missing);
  terminal.print(line('search attributes', missing, dryRun));

  const store = await context.store({ olderSchema: 'accept' });
  const pending = (await store.schemaState()) === 'older';
  terminal.print(
    line('store schema', dryRun ? (pending ? ['migrations'] : []) : await store.migrate(), dryRun),
  );
  if (webhook === null) return 0;
  return dryRun
    ? showWebhook(context, {
        webhook,
        isThere: !pending && (await store.webhooks.find(webhook.key)) !== null,
      })
    : setUpWebhook(context, webhook, store);
}

function showWebhook(
  { terminal }: CommandContext,
  { webhook, isThere }: { webhook: WantedWebhook; isThere: boolean },
): CommandResult {
  terminal.print(line('webhook', isThere ? [] : [placeOf(webhook)], true));
  return 0;
}

async function setUpWebhook(
  context: CommandContext,
  webhook: WantedWebhook,
  { webhooks }: Store,
): Promise<CommandResult> {
  try {
    const done = await withGenesys(context, ({ webhooks: registry }) =>
      ensureWebhook({ registry, webhooks, now: context.now }, webhook),
    );
    context.terminal.print(line('webhook', done === 'added' ? [placeOf(webhook)] : [], false));
    return 0;
  } catch (error) {
    if (!(error instanceof GenesysError)) throw error;
    context.terminal.note(
      `webhook: ${error.message}; repeat \`npm run client -- setup\` when that is mended`,
    );
    return 1;
  }
}

const placeOf = ({ key }: WantedWebhook): string => `${key.event} to ${key.url}`;

const line = (what: string, changes: readonly string[], dryRun: boolean): string =>
  `${what}: ${changes.length === 0 ? 'already there' : `${dryRun ? 'would add' : 'added'} ${changes.join(', ')}`}`;

import { GenesysError } from '../gateways/genesys/errors.js';
import type { Store } from '../store/index.js';
import { missingSearchAttributes, registerSearchAttributes } from '../wiring/search-attributes.js';
import type { CommandContext, CommandResult } from './context.js';
import { ensureWebhook } from './ensure-webhook.js';
import { wantedSpeechWebhook, wantedWebhook, type WantedWebhook } from './wanted-webhook.js';
import { withGenesys } from './with-genesys.js';

export type SetupOptions = { readonly dryRun?: boolean; readonly model?: string };

/**
 * `setup [--dry-run] [--model ID]`: everything that has to exist once, with a model the webhook of its speech analytics too. May be
 * repeated; the second time there is nothing to do.
 */
export async function setup(
  context: CommandContext,
  { dryRun = false, model }: SetupOptions,
): Promise<CommandResult> {
  const { terminal } = context;
  const wanted = wantedWebhooks(context, model);
  const temporal = await context.temporal();
  const missing = await missingSearchAttributes(temporal);
  if (!dryRun) await registerSearchAttributes(temporal, missing);
  terminal.print(line('search attributes', missing, dryRun));

  const store = await context.store({ olderSchema: 'accept' });
  const pending = (await store.schemaState()) === 'older';
  terminal.print(
    line('store schema', dryRun ? (pending ? ['migrations'] : []) : await store.migrate(), dryRun),
  );
  let result: CommandResult = 0;
  for (const webhook of wanted) {
    if (dryRun) {
      const isThere = !pending && (await store.webhooks.find(webhook.key)) !== null;
      terminal.print(line(nameOf(webhook), isThere ? [] : [placeOf(webhook)], true));
    } else if (!(await setUpWebhook(context, webhook, store))) result = 1;
  }
  return result;
}

/** Before anything is called: what is missing is said at once. */
function wantedWebhooks({ config }: CommandContext, model: string | undefined): WantedWebhook[] {
  const webhook = wantedWebhook(config);
  return [
    ...(webhook === null ? [] : [webhook]),
    ...(model === undefined ? [] : [wantedSpeechWebhook(config, model)]),
  ];
}

/** False when Genesys refused, which is said. */
async function setUpWebhook(
  context: CommandContext,
  webhook: WantedWebhook,
  { webhooks }: Store,
): Promise<boolean> {
  const name = nameOf(webhook);
  try {
    const done = await withGenesys(context, ({ webhooks: registry }) =>
      ensureWebhook({ registry, webhooks, now: context.now }, webhook),
    );
    context.terminal.print(line(name, done === 'added' ? [placeOf(webhook)] : [], false));
    return true;
  } catch (error) {
    if (!(error instanceof GenesysError)) throw error;
    const again = `npm run client -- setup${'modelId' in webhook ? ` --model ${webhook.modelId}` : ''}`;
    context.terminal.note(`${name}: ${error.message}; repeat \`${again}\` when that is mended`);
    return false;
  }
}

const nameOf = (webhook: WantedWebhook): string => ('modelId' in webhook ? 'speech webhook' : 'webhook');

const placeOf = ({ key }: WantedWebhook): string => `${key.event} to ${key.url}`;

const line = (what: string, changes: readonly string[], dryRun: boolean): string =>
  `${what}: ${changes.length === 0 ? 'already there' : `${dryRun ? 'would add' : 'added'} ${changes.join(', ')}`}`;

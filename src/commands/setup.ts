import { missingSearchAttributes, registerSearchAttributes } from '../wiring/search-attributes.js';
import type { CommandContext, CommandResult } from './context.js';

/** `setup [--dry-run]`: everything that has to exist once. May be repeated; the second time there is nothing to do. */
export async function setup(
  context: CommandContext,
  { dryRun = false }: { dryRun?: boolean },
): Promise<CommandResult> {
  const { terminal } = context;
  const temporal = await context.temporal();
  const missing = await missingSearchAttributes(temporal);
  if (!dryRun) await registerSearchAttributes(temporal, missing);
  terminal.print(line('search attributes', missing, dryRun));

  const store = await context.store({ olderSchema: 'accept' });
  const pending = (await store.schemaState()) === 'older';
  terminal.print(
    line('store schema', dryRun ? (pending ? ['migrations'] : []) : await store.migrate(), dryRun),
  );
  return 0;
}

const line = (what: string, changes: readonly string[], dryRun: boolean): string =>
  `${what}: ${changes.length === 0 ? 'already there' : `${dryRun ? 'would add' : 'added'} ${changes.join(', ')}`}`;

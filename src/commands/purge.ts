import { randomUUID } from 'node:crypto';
import { acceptPurge } from '../contracts/purge.js';
import type { CommandContext, CommandResult } from './context.js';

export type PurgeOptions = {
  readonly before?: string;
  readonly conversation?: string;
  readonly dryRun?: boolean;
};

/**
 * `purge --before DATE | --conversation ID [--dry-run]`: erases texts and labels of insights and the bodies that tell them to a CRM,
 * and prints how many. Runs that may store more are named: it is for whoever asks to cancel or to await them, and to purge again.
 */
export async function purge(
  context: CommandContext,
  { dryRun = false, ...options }: PurgeOptions,
): Promise<CommandResult> {
  const at = context.now().toISOString();
  const scope = acceptPurge(options, at);
  const store = await context.store();
  // Asked for first: one that ends meanwhile may have stored something after the erasure.
  const runsUnderWay = await store.purge.runsUnderWay(scope);
  const counts = dryRun
    ? await store.purge.count(scope)
    : await store.purge.erase({ scope, source: `purge/${randomUUID()}`, at });
  for (const workflowId of runsUnderWay) {
    context.terminal.note(`${workflowId} may be under way and store more; purge again when it has ended`);
  }
  context.terminal.print(JSON.stringify({ ...(dryRun && { dryRun }), ...scope, ...counts, runsUnderWay }));
  return 0;
}

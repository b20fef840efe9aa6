import { InvalidInputError } from '../domain/invalid-input.js';
import type { ListedDelivery } from '../store/failed-deliveries.js';
import type { CommandContext, CommandResult } from './context.js';
import { deliveryLine, DELIVERY_TITLES } from './delivery-table.js';

export type DeliveriesOptions = { readonly failed?: boolean; readonly json?: boolean };

const BATCH_SIZE = 1000;

/** `deliveries --failed [--json]`: what was parked or given up at any sink, the latest attempt first. */
export async function deliveries(
  context: CommandContext,
  { failed = false, json = false }: DeliveriesOptions,
): Promise<CommandResult> {
  if (!failed) {
    throw new InvalidInputError([{ field: '--failed', problem: 'is required: only failed ones are listed' }]);
  }
  const store = await context.store();
  const now = context.now();
  let listed = 0;
  for (let after: ListedDelivery | null = null; ;) {
    const rows: ListedDelivery[] = await store.deliveries.failedAfter({ after, limit: BATCH_SIZE });
    if (!json && listed === 0 && rows.length > 0) context.terminal.print(DELIVERY_TITLES);
    for (const row of rows) context.terminal.print(json ? jsonOf(row) : deliveryLine(row, now));
    listed += rows.length;
    const last = rows.at(-1);
    if (!last) break;
    after = last;
  }
  if (listed === 0) context.terminal.note('no failed deliveries');
  return 0;
}

const jsonOf = ({
  key,
  sink,
  subject,
  attempts,
  attemptedAt,
  reason,
  skippedBecause,
}: ListedDelivery): string =>
  JSON.stringify({ key, sink, subject, attempts, attemptedAt, reason, skippedBecause });

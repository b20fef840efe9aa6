import type { ListedDelivery } from '../store/failed-deliveries.js';
import { cutMiddle } from './cut-middle.js';
import { spanText } from './span-text.js';

export type FailedLine = Pick<
  ListedDelivery,
  'sink' | 'subject' | 'attempts' | 'attemptedAt' | 'reason' | 'skippedBecause'
>;

const REASON_WIDTH = 24;
/** With the other columns, 80. */
const SUBJECT_WIDTH = 28;

const line = (tried: string, sink: string, tries: string, reason: string, subject: string): string =>
  [tried.padStart(7), sink.padEnd(8), tries.padStart(5), reason.padEnd(REASON_WIDTH), subject].join('  ');

export const DELIVERY_TITLES = line('TRIED', 'SINK', 'TRIES', 'REASON', 'SUBJECT');

/** A failed delivery as a line for people, at most 80 columns wide; `--json` has everything in full, and the key. */
export function deliveryLine(
  { sink, subject, attempts, attemptedAt, reason, skippedBecause }: FailedLine,
  now: Date,
): string {
  const tried = attemptedAt === null ? '-' : spanText(now.getTime() - attemptedAt.getTime());
  const why = cutMiddle(skippedBecause ?? reason ?? '-', REASON_WIDTH);
  return line(tried, sink, String(attempts), why, cutMiddle(subject, SUBJECT_WIDTH));
}

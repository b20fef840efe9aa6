import type { DeliveryOutcome, SkipReason } from '../../domain/delivery-outcome.js';
import type { DeliveryGroup } from '../../store/reports.js';
import type { Block, Section } from '../model.js';
import { countedText } from '../number-text.js';

type Deliveries = {
  readonly heading: string;
  /** Who was to be told, and of what, as the head of a column. */
  readonly sink: string;
  readonly subject: string;
  readonly outcome: DeliveryOutcome;
  readonly groups: readonly DeliveryGroup[];
};

/** What became of what the other side was to be told. */
export function deliverySection({ heading, sink, subject, outcome, groups }: Deliveries): Section {
  if (outcome.delivered + outcome.failed + outcome.skipped === 0) {
    return { heading, blocks: [{ kind: 'paragraph', text: `There was nothing to tell ${sink}.` }] };
  }
  const skipped: Readonly<Record<SkipReason, string>> = {
    noSink: `Not sent: nobody said where ${sink} is`,
    unchanged: 'Not sent: it had been told the same before',
    superseded: 'Not sent: it had been told something newer',
    purged: 'Not sent: its text was erased',
  };
  const table: Block = {
    kind: 'table',
    caption: `Told ${sink}`,
    columns: [{ name: 'Outcome' }, { name: subject, digits: 0 }],
    rows: [
      ['Delivered', outcome.delivered],
      ['Failed', outcome.failed],
      ...Object.entries(outcome.skippedBecause).map(([reason, count]) => [
        skipped[reason as SkipReason],
        count,
      ]),
    ],
  };
  const failed = groups.filter(({ status }) => status === 'failed');
  return { heading, blocks: [table, ...failed.map(failureText)] };
}

const failureText = ({ receipt, count }: DeliveryGroup): Block => ({
  kind: 'paragraph',
  text: `${countedText(count, 'delivery', 'deliveries')} failed: ${receipt ?? 'no reason is known'}.`,
});

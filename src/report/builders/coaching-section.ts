import type { SentimentResult } from '../../contracts/analyze-sentiment.js';
import type { SkipReason } from '../../domain/delivery-outcome.js';
import type { DeliveryGroup } from '../../store/reports.js';
import type { Block, Section } from '../model.js';
import { countedText, countText } from '../number-text.js';

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  noSink: 'no coaching platform is configured',
  unchanged: 'it had been told the same before',
};

/** What became of what the coaching platform was to be told. */
export function coachingSection({ coaching }: SentimentResult, groups: readonly DeliveryGroup[]): Section {
  const skipped = Object.entries(coaching.skippedBecause).map(
    ([reason, count]) => [`Not sent: ${SKIPPED[reason as SkipReason]}`, count] as const,
  );
  const failed = groups.filter(({ status }) => status === 'failed');
  const table: Block = {
    kind: 'table',
    caption: 'Told the coaching platform',
    columns: [{ name: 'Outcome' }, { name: 'Conversations', digits: 0 }],
    rows: [['Delivered', coaching.delivered], ['Failed', coaching.failed], ...skipped],
  };
  const why = failed.map(({ receipt, count }): Block => ({
    kind: 'paragraph',
    text: `${countedText(count, 'delivery', 'deliveries')} failed: ${receipt ?? 'no reason is known'}.`,
  }));
  const asked = coaching.delivered + coaching.failed + coaching.skipped;
  const none: Block = { kind: 'paragraph', text: `Nothing was to be told (${countText(asked)}).` };
  return { heading: 'Coaching', blocks: asked === 0 ? [none] : [table, ...why] };
}

import type { SentimentPlan, SentimentResult } from '../contracts/analyze-sentiment.js';
import type { Progress } from './messages.js';
import type { SliceReading } from './sentiment-pages.js';

export const progressOf = (stage: string, slices: readonly SliceReading[]): Progress => ({
  stage,
  slices: slices.length,
  slicesRead: slices.filter(({ done }) => done).length,
  pages: slices.reduce((sum, { pages }) => sum + pages, 0),
  conversations: slices.reduce((sum, { conversations }) => sum + conversations, 0),
});

export function readingDetails({ from, to }: SentimentPlan, slices: readonly SliceReading[]): string {
  const { slicesRead, pages, conversations } = progressOf('reading', slices);
  return [
    `**Reading** conversations from ${from} to ${to}`,
    '',
    `- slices read: ${slicesRead} of ${slices.length}`,
    `- pages: ${pages}`,
    `- conversations: ${conversations}`,
  ].join('\n');
}

/** The UI shows four lines without scrolling: what an operator must not miss stands in the first. */
export function resultDetails({
  window,
  counts,
  meanScore,
  coaching,
  incompleteBecause,
}: SentimentResult): string {
  const { delivered, failed, skipped } = coaching;
  const verdict =
    incompleteBecause.length === 0 ? '**Complete**' : `**Not complete** (${incompleteBecause.join(', ')})`;
  return [
    `${verdict} from ${window.from} to ${window.to}`,
    '',
    `- conversations: ${counts.unique}, of which scored: ${counts.scored}`,
    `- mean score: ${meanScore === null ? 'none, nothing was scored' : meanScore.toFixed(4)}`,
    `- coaching: ${delivered} delivered, ${failed} failed, ${skipped} skipped`,
  ].join('\n');
}

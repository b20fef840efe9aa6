import type { InsightsResult } from '../contracts/sync-insights.js';
import type { InsightsReading } from './insight-conversations.js';
import type { InsightsProgress } from './messages.js';

export const insightsProgress = (stage: string, reading: InsightsReading | null): InsightsProgress => ({
  stage,
  total: reading?.total ?? null,
  conversations: reading?.read ?? 0,
  pages: reading?.pages ?? 0,
  insights: reading?.insights ?? 0,
});

export const readingDetails = ({ total, read, pages, insights }: InsightsReading): string =>
  [
    `**Reading** insights of ${total} conversations`,
    '',
    `- conversations read: ${read}`,
    `- pages: ${pages}`,
    `- insights: ${insights}`,
  ].join('\n');

/** The UI shows four lines without scrolling: what an operator must not miss stands in the first. */
export function resultDetails({ conversations, insights, crm, incompleteBecause }: InsightsResult): string {
  const verdict =
    incompleteBecause.length === 0 ? '**Complete**' : `**Not complete** (${incompleteBecause.join(', ')})`;
  return [
    `${verdict}: ${insights.unique} insights of ${conversations.total} conversations`,
    '',
    `- governance: ${insights.passed} passed, ${insights.redacted} redacted, ${insights.held} held back`,
    `- CRM: ${crm.delivered} delivered, ${crm.failed} failed, ${crm.skipped} skipped`,
  ].join('\n');
}

import type { InsightSettings } from './insight-settings.js';
import type { InsightSource } from './insight-source.js';

/** What asking for the insights of a conversation comes to. */
export type InsightOutcome = 'answered' | 'forbidden' | 'notFound';

const FIELD = 4;

export function insightOutcomeOf(
  { fraction }: InsightSource,
  { conversations: { forbidden, notFound } }: InsightSettings,
): InsightOutcome {
  const drawn = fraction(FIELD);
  if (drawn < forbidden) return 'forbidden';
  return drawn < forbidden + notFound ? 'notFound' : 'answered';
}

import type { Conversation } from '../conversations.js';
import { createSeededRandom } from '../seeded-random.js';
import { keyOf } from './insight-draft.js';
import type { InsightSettings } from './insight-settings.js';

/** What asking for the insights of a conversation comes to. */
export type InsightOutcome = 'answered' | 'forbidden' | 'notFound';

const FIELD = 3;

export function insightOutcomeOf(
  conversation: Conversation,
  { seed, conversations: { forbidden, notFound } }: InsightSettings,
): InsightOutcome {
  const fraction = createSeededRandom(seed).fraction(keyOf(conversation), FIELD);
  if (fraction < forbidden) return 'forbidden';
  return fraction < forbidden + notFound ? 'notFound' : 'answered';
}

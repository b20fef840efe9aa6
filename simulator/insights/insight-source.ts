import type { Conversation } from '../conversations.js';
import { createSeededIds, type SeededIds } from '../seeded-ids.js';
import { createSeededRandom, type SeededRandom } from '../seeded-random.js';
import type { InsightSettings } from './insight-settings.js';

/** What insights are made from: the same for the same conversation and seed. */
export type InsightSource = {
  /** Values of the conversation as a whole. */
  fraction(field: number): number;
  /** Values of its insights, by their ordinal. */
  random: SeededRandom;
  /** Of its insights, by their ordinal. */
  ids: SeededIds;
};

const FIELD = { insights: 1, ids: 2 } as const;

export function insightSourceOf(
  { id }: Pick<Conversation, 'id'>,
  { seed }: Pick<InsightSettings, 'seed'>,
): InsightSource {
  const ofConversation = createSeededRandom(seed);
  // The first group of an id is no other conversation's.
  const key = parseInt(id.slice(0, 8), 16);
  return {
    fraction: (field) => ofConversation.fraction(key, field),
    random: createSeededRandom(ofConversation.word(key, FIELD.insights)),
    ids: createSeededIds(ofConversation.word(key, FIELD.ids)),
  };
}

import type { Conversation } from '../conversations.js';
import { createSeededIds } from '../seeded-ids.js';
import { createSeededRandom, type SeededRandom } from '../seeded-random.js';
import { createClassPicker, type InsightClass } from './insight-class.js';
import { createdMsOf } from './insight-age.js';
import type { InsightSettings } from './insight-settings.js';

export const INSIGHT_TYPES = ['keyword', 'summary', 'sentiment', 'topic'] as const;
export type InsightType = (typeof INSIGHT_TYPES)[number];

/** All of an insight that it is searched and sorted by. Its text is made when it is shown. */
export type InsightDraft = {
  readonly is: InsightClass;
  /** Counts from 0 within its conversation; the first is the most relevant. */
  readonly ordinal: number;
  readonly id: string;
  readonly insightType: InsightType;
  /** From 0.3 to 1, in thousandths. */
  readonly confidence: number;
  readonly createdMs: number;
};

const FIELD = { class: 1, type: 2, confidence: 3, created: 4 } as const;
const OF_CONVERSATION = { insights: 1, count: 2 } as const;
const MALFORMED_LIMIT = 0.2;

/** How many malformed insights can stand beside so many others and still be less than a fifth of all. */
export const malformedRoomBeside = (others: number): number => Math.max(0, Math.ceil(others / 4) - 1);

/** A page may be spoilt only where that was asked for. */
export const isMalformedLimited = ({ shares }: InsightSettings): boolean =>
  shares.malformed < MALFORMED_LIMIT;

/** The conversation's part of its id that is no one else's. */
export const keyOf = ({ id }: Pick<Conversation, 'id'>): number => parseInt(id.slice(0, 8), 16);

/** The source of everything that is random in the insights of a conversation. */
export const randomOf = (conversation: Conversation, { seed }: InsightSettings): SeededRandom =>
  createSeededRandom(createSeededRandom(seed).word(keyOf(conversation), OF_CONVERSATION.insights));

function countOf(
  conversation: Conversation,
  { seed, perConversation: { min, max } }: InsightSettings,
): number {
  const fraction = createSeededRandom(seed).fraction(keyOf(conversation), OF_CONVERSATION.count);
  return min + Math.floor(fraction * (max - min + 1));
}

function withMalformedLimit(classes: InsightClass[]): InsightClass[] {
  const wellFormed = classes.filter((is) => is.class !== 'malformed').length;
  let room = malformedRoomBeside(wellFormed);
  return classes.map((is) => {
    if (is.class !== 'malformed') return is;
    room -= 1;
    return room >= 0 ? is : { class: 'clean' };
  });
}

/** The insights of a conversation, which depend on nothing but its id, its times and the settings. */
export function insightDraftsOf(conversation: Conversation, settings: InsightSettings): InsightDraft[] {
  const random = randomOf(conversation, settings);
  const ids = createSeededIds(random.word(0, 0));
  const pick = createClassPicker(settings.shares);
  const drawn = Array.from({ length: countOf(conversation, settings) }, (_, ordinal) =>
    pick(random.fraction(ordinal, FIELD.class)),
  );
  const classes = isMalformedLimited(settings) ? withMalformedLimit(drawn) : drawn;
  return classes.map((is, ordinal) => ({
    is,
    ordinal,
    id: ids.idOf(ordinal),
    insightType: INSIGHT_TYPES[random.word(ordinal, FIELD.type) % INSIGHT_TYPES.length] ?? 'keyword',
    confidence: Math.round(300 + 700 * random.fraction(ordinal, FIELD.confidence)) / 1000,
    createdMs: createdMsOf({ conversation, settings, is, fraction: random.fraction(ordinal, FIELD.created) }),
  }));
}

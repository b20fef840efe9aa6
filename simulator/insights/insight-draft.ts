import type { Conversation } from '../conversations.js';
import { createAges } from './insight-age.js';
import { createClassPicker, type InsightClass } from './insight-class.js';
import type { InsightSettings } from './insight-settings.js';
import type { InsightSource } from './insight-source.js';
import { isMalformedLimited, withMalformedLimit } from './malformed-limit.js';

export const INSIGHT_TYPES = ['keyword', 'summary', 'sentiment', 'topic'] as const;
export type InsightType = (typeof INSIGHT_TYPES)[number];

/** What an insight is searched and sorted by. The rest is made when it is shown, for most are passed over. */
export type InsightDraft = {
  readonly is: InsightClass;
  /** Counts from 0 within its conversation; the first is the most relevant. */
  readonly ordinal: number;
  readonly insightType: InsightType;
  /** From 0.3 to 1, in thousandths. */
  readonly confidence: number;
  readonly createdMs: number;
};

const FIELD = { class: 1, type: 2, confidence: 3, created: 4 } as const;
const COUNT_FIELD = 3;

function countOf(source: InsightSource, { perConversation: { min, max } }: InsightSettings): number {
  return min + Math.floor(source.fraction(COUNT_FIELD) * (max - min + 1));
}

/** The insights of a conversation, which depend on nothing but its id, its times and the settings. */
export function insightDraftsOf(
  conversation: Conversation,
  settings: InsightSettings,
  source: InsightSource,
): InsightDraft[] {
  const { random } = source;
  const pick = createClassPicker(settings.shares);
  const createdMsOf = createAges(conversation, settings);
  const drawn = Array.from({ length: countOf(source, settings) }, (_, ordinal) =>
    pick(random.fraction(ordinal, FIELD.class)),
  );
  const classes = isMalformedLimited(settings) ? withMalformedLimit(drawn) : drawn;
  return classes.map((is, ordinal) => ({
    is,
    ordinal,
    insightType: INSIGHT_TYPES[random.word(ordinal, FIELD.type) % INSIGHT_TYPES.length] ?? 'keyword',
    confidence: Math.round(300 + 700 * random.fraction(ordinal, FIELD.confidence)) / 1000,
    createdMs: createdMsOf(is, random.fraction(ordinal, FIELD.created)),
  }));
}

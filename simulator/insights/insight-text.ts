import type { Conversation } from '../conversations.js';
import type { InsightDraft } from './insight-draft.js';
import type { InsightSource } from './insight-source.js';
import { createDraw } from './personal-data/draw.js';
import { personalValueOf } from './personal-data/personal-value.js';
import { TEXTS } from './texts/texts.js';

const FIRST_FIELD = 10;

/** The text of an insight, and what in it is personal. */
export function insightTextOf(
  { is, ordinal, insightType }: InsightDraft,
  { language }: Pick<Conversation, 'language'>,
  { random }: InsightSource,
): { text: string; planted: string[] } {
  const draw = createDraw(random, ordinal, FIRST_FIELD);
  const { harmless, masked, personal } = TEXTS[language];
  const number = String(draw.number(10_000, 99_999));
  const withNumber = (template: string): string => template.replace('{number}', number);
  if ('kind' in is) {
    const value = personalValueOf(is.kind, language, draw);
    return { text: withNumber(personal[is.kind]).replace('{value}', () => value), planted: [value] };
  }
  return {
    text: withNumber(draw.oneOf(is.class === 'masked' ? masked : harmless[insightType])),
    planted: [],
  };
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { INSIGHT_TYPES, type InsightDraft } from '../../simulator/insights/insight-draft.js';
import { insightListOf } from '../../simulator/insights/insight-list.js';

const drafts = fc.array(fc.boolean(), { maxLength: 120 }).map((spoilt) =>
  spoilt.map((isSpoilt, ordinal): InsightDraft => {
    const is = { class: isSpoilt ? ('malformed' as const) : ('clean' as const) };
    return { is, ordinal, insightType: 'topic', confidence: 0.5, createdMs: ordinal };
  }),
);

const listOf = (made: InsightDraft[], maxResults: number, isMalformedLimited: boolean) =>
  insightListOf(
    made,
    {
      insightType: [...INSIGHT_TYPES],
      confidenceThreshold: 0,
      maxResults,
      sort: 'relevance',
      sortOrder: 'desc',
    },
    { isMalformedLimited },
  );
const isWhole = ({ is }: InsightDraft) => is.class === 'clean';

it('whatever was made, the pages bring each whole insight once and less than a fifth that is spoilt', () => {
  fc.assert(
    fc.property(drafts, fc.integer({ min: 1, max: 60 }), (made, size) => {
      const list = listOf(made, size, true);
      expect(list.filter(isWhole)).toEqual(made.filter(isWhole));
      expect(new Set(list).size).toBe(list.length);
      for (let at = 0; at < list.length; at += size) {
        const page = list.slice(at, at + size);
        const spoilt = page.filter((draft) => !isWhole(draft)).length;
        expect(spoilt === 0 || spoilt < page.length / 5).toBe(true);
      }
    }),
  );
});

it('without a limit all that was made is in the list, the whole ones in their order', () => {
  fc.assert(
    fc.property(drafts, (made) => {
      const list = listOf(made, 10, false);
      expect(list.filter(isWhole)).toEqual(made.filter(isWhole));
      expect(new Set(list)).toEqual(new Set(made));
      expect(list).toHaveLength(made.length);
    }),
  );
});

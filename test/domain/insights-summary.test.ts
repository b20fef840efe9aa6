import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insightIncompleteReasons, type InsightStop } from '../../src/domain/insight-completeness.js';
import {
  NO_INSIGHTS,
  withConversation,
  type ConversationInsights,
} from '../../src/domain/insights-summary.js';
import { conversationInsights } from '../support/conversation-insights.js';

const summaryOf = (all: readonly ConversationInsights[]) => all.reduce(withConversation, NO_INSIGHTS);

const STOPS: readonly InsightStop[] = [
  ...(['pageCap', 'maxInsights', 'repeatedPageToken'] as const),
  ...(['forbidden', 'notFound', 'unexpectedResponse'] as const),
];
const REASONS = ['stale', 'blocked', 'personalData:email'];

const few = fc.nat({ max: 9 });
const conversation: fc.Arbitrary<ConversationInsights> = fc
  .record({
    stopped: fc.option(fc.constantFrom(...STOPS)),
    reported: fc.option(few, { freq: 9 }),
    passed: few,
    redacted: few,
    held: few,
    malformed: fc.constantFrom(0, 0, 1),
    foreign: fc.constantFrom(0, 0, 2),
    repeated: few,
    heldBecause: fc.dictionary(fc.constantFrom(...REASONS), few),
    pages: few,
    requests: few,
  })
  .map(({ repeated, ...one }) => {
    const unique = one.passed + one.redacted + one.held;
    return conversationInsights({ ...one, unique, fetched: unique + one.malformed + one.foreign + repeated });
  });

describe('a summary of insights', () => {
  it('of no conversation is complete, and of nothing', () => {
    expect(summaryOf([])).toMatchObject({ conversations: { total: 0 }, insights: { reported: 0 } });
    expect(summaryOf([]).incompleteBecause).toEqual([]);
  });

  it('counts a conversation that could not be read, and leaves it out of what Genesys has told', () => {
    const unread = { reported: null, fetched: 0, unique: 0, passed: 0, held: 0, heldBecause: {} };
    const all = [
      conversationInsights({ reported: 7 }),
      ...(['forbidden', 'notFound', 'notFound', 'unexpectedResponse'] as const).map((stopped) =>
        conversationInsights({ ...unread, stopped }),
      ),
    ];
    expect(summaryOf(all)).toMatchObject({
      conversations: { total: 5, read: 1, forbidden: 1, notFound: 2, unexpectedResponse: 1 },
      insights: { reported: 7 },
      incompleteBecause: ['countMismatch', 'forbidden', 'notFound', 'unexpectedResponse'],
    });
  });

  it('knows no total once one was not told', () => {
    const all = [4, null, 2].map((reported) => conversationInsights({ reported }));
    expect(summaryOf(all).insights.reported).toBeNull();
  });

  it('adds up to what each conversation has, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(conversation, { maxLength: 12 }), (all) => {
        const summary = summaryOf(all);
        const sumOf = (of: (one: ConversationInsights) => number) =>
          all.reduce((sum, one) => sum + of(one), 0);
        const { conversations, insights } = summary;
        const { read, forbidden, notFound, unexpectedResponse, total } = conversations;
        expect(total).toBe(all.length);
        expect(read + forbidden + notFound + unexpectedResponse).toBe(total);
        expect(insights).toMatchObject({
          fetched: sumOf(({ fetched }) => fetched),
          unique: sumOf(({ passed, redacted, held }) => passed + redacted + held),
          held: sumOf(({ held }) => held),
        });
        expect(insights.fetched).toBe(
          insights.unique + insights.duplicates + insights.malformed + insights.foreign,
        );
        for (const reason of REASONS)
          expect(summary.heldBecause[reason] ?? 0).toBe(sumOf(({ heldBecause }) => heldBecause[reason] ?? 0));
        expect(new Set(summary.incompleteBecause)).toEqual(new Set(all.flatMap(insightIncompleteReasons)));
        expect(summaryOf(all.toReversed())).toEqual(summary);
      }),
    );
  });
});

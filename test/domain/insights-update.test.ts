import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insightsUpdates, MAX_UPDATE_BYTES, type SentInsight } from '../../src/domain/insights-update.js';

const ID = '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d';
const CONVERSATION = { conversationId: ID, externalTag: null, externalContactId: null };

const insight = (id: string, text: string): SentInsight => ({
  id,
  interactionId: ID,
  insightType: 'summary',
  confidence: 0.9,
  text,
  createdDate: '2026-11-20T10:00:00.000Z',
  redacted: false,
});
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe('insightsUpdates', () => {
  it('is the document’s body, with whom it is about', () => {
    const insights = [insight('a', 'one'), insight('b', 'two')];
    expect(insightsUpdates(CONVERSATION, insights)).toStrictEqual([
      { event: 'agent_assist_insights_sync', conversationId: ID, insights, count: 2 },
    ]);
  });

  it.each([
    { known: { externalTag: 'case-7' }, told: { externalTag: 'case-7' } },
    { known: { externalContactId: 'contact-9' }, told: { externalContactId: 'contact-9' } },
    {
      known: { externalTag: 'case-7', externalContactId: 'contact-9' },
      told: { externalTag: 'case-7', externalContactId: 'contact-9' },
    },
    { known: {}, told: {} },
  ])('names the case by $told where it is known', ({ known, told }) => {
    const [update] = insightsUpdates({ ...CONVERSATION, ...known }, [insight('a', 'one')]);
    const { externalTag, externalContactId } = update ?? {};
    expect({ externalTag, externalContactId }).toEqual({
      externalTag: undefined,
      externalContactId: undefined,
      ...told,
    });
    expect(Object.keys(update ?? {})).toHaveLength(4 + Object.keys(told).length);
  });

  it('is none where there is nothing to say', () => {
    expect(insightsUpdates(CONVERSATION, [])).toEqual([]);
  });

  it('loses nothing, keeps the order, and keeps every body below the bound unless one insight is larger alone', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('', '"\\\n', '名前名前名前', '🙂🙂🙂', '\uD800', 'x'.repeat(400)),
    );
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 40 }),
        fc.integer({ min: 1, max: 1500 }),
        fc.option(fc.string({ maxLength: 30 })),
        (texts, maxBytes, externalTag) => {
          const conversation = { ...CONVERSATION, externalTag };
          const insights = texts.map((said, index) => insight(String(index), said));
          const updates = insightsUpdates(conversation, insights, maxBytes);
          expect(updates.flatMap((update) => update.insights)).toEqual(insights);
          for (const { insights: part, count, ...whom } of updates) {
            expect(count).toBe(part.length);
            expect(count).toBeGreaterThan(0);
            expect(whom).toMatchObject({ conversationId: ID });
            const bytes = bytesOf({ ...whom, insights: part, count });
            if (count > 1) expect(bytes).toBeLessThan(maxBytes);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('fills its bodies: not one insight more would have fitted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 30 }), (lengths) => {
        const said = lengths.map((length, index) => insight(String(index), 'x'.repeat(length)));
        const updates = insightsUpdates(CONVERSATION, said, 2000);
        for (const [index, update] of updates.slice(1).entries()) {
          const insights = [...(updates[index]?.insights ?? []), ...update.insights.slice(0, 1)];
          // A few bytes are left over for the figures of the count.
          expect(bytesOf({ ...update, insights })).toBeGreaterThan(2000 - 10);
        }
      }),
    );
  });

  it('splits below what Genesys itself takes', () => {
    const insights = Array.from({ length: 1500 }, (_, index) => insight(String(index), 'ü'.repeat(400)));
    const updates = insightsUpdates(CONVERSATION, insights);
    expect(updates.length).toBeGreaterThan(2);
    for (const update of updates) expect(bytesOf(update)).toBeLessThan(512_000);
    expect(MAX_UPDATE_BYTES).toBe(512_000);
    expect(updates.flatMap((update) => update.insights.map(({ id }) => id))).toEqual(
      insights.map(({ id }) => id),
    );
  });

  it('gives one that is larger alone a body of its own, and goes on with the others', () => {
    const insights = [insight('a', 'one'), insight('b', 'x'.repeat(600_000)), insight('c', 'two')];
    const counts = insightsUpdates(CONVERSATION, insights).map((update) =>
      update.insights.map(({ id }) => id),
    );
    expect(counts).toEqual([['a'], ['b'], ['c']]);
  });
});

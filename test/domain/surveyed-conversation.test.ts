import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csatOf, meanSentiment } from '../../src/domain/surveyed-conversation.js';
import { spoken, survey } from '../support/surveyed-conversations.js';

const FIVE_STARS = { min: 1, max: 5 };

describe('meanSentiment', () => {
  it.each([
    {
      name: 'of several agents is weighted by samples',
      parts: [spoken('a', 1, 3), spoken('b', -1, 1)],
      mean: 0.5,
    },
    {
      name: 'of one agent in two parts is theirs',
      parts: [spoken('a', 0.2, 2), spoken('a', 0.5, 1)],
      mean: 0.3,
    },
    {
      name: 'leaves out who was not scored',
      parts: [spoken('a', 0.4, 5), { agentId: 'b', sentiment: null }, spoken('c', null, 4)],
      mean: 0.4,
    },
    { name: 'gives no weight to no samples', parts: [spoken('a', 0.4, 5), spoken('b', -1, 0)], mean: 0.4 },
    { name: 'of zero is a sentiment', parts: [spoken('a', 0, 5)], mean: 0 },
  ])('$name', ({ parts, mean }) => {
    expect(meanSentiment(parts)).toBeCloseTo(Number(mean), 14);
  });

  it.each([
    { name: 'nobody spoke', parts: [] },
    { name: 'nothing was analysed', parts: [{ agentId: 'a', sentiment: null }] },
    { name: 'there is no mean', parts: [spoken('a', null, 0)] },
    { name: 'there are no samples', parts: [spoken('a', 0.4, 0)] },
  ])('is not scored when $name', ({ parts }) => {
    expect(meanSentiment(parts)).toBe('notScored');
  });

  it.each([
    { name: 'on another scale', part: spoken('b', 55, 2) },
    { name: 'no number', part: spoken('b', Number.NaN, 2) },
    { name: 'of fewer than no samples', part: spoken('b', 0.4, -1) },
    { name: 'of samples that nobody can count', part: spoken('b', 0.4, Infinity) },
    { name: 'of samples that are no number', part: spoken('b', 0.4, Number.NaN) },
  ])('can not be told when a part is $name', ({ part }) => {
    expect(meanSentiment([spoken('a', 0.4, 5), part])).toBe('invalidSentiment');
  });

  it('leaves equal means exactly as they are, so that one on the threshold stays on it', () => {
    const score = fc.double({ min: -1, max: 1, noNaN: true });
    const counts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(score, counts, (avg, samples) => {
        expect(meanSentiment(samples.map((count) => spoken('a', avg, count)))).toBe(avg + 0);
      }),
    );
  });
});

describe('csatOf', () => {
  it.each([
    { name: 'no survey', asked: null, csat: 'noSurvey' },
    { name: 'a survey without a score', asked: survey(null), csat: 'noScore' },
    { name: 'a score of zero where one is the least', asked: survey(0), csat: 'invalidScore' },
    { name: 'the worst score', asked: survey(1), csat: 0 },
    { name: 'the best score', asked: survey(5), csat: 1 },
  ])('of $name is $csat', ({ asked, csat }) => {
    expect(csatOf(asked, FIVE_STARS)).toBe(csat);
  });
});

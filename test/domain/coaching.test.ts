import { describe, expect, it } from 'vitest';
import { coachingUpdate } from '../../src/domain/coaching.js';

const conversationId = '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d';
const options = { actionThreshold: 40, timestamp: '2026-11-20T00:00:00Z' };

describe('coachingUpdate', () => {
  it('has the fields of the document and no other', () => {
    const sentiment = { conversationId, status: 'scored', score: -0.5, polarity: 'negative' } as const;
    expect(coachingUpdate(sentiment, options)).toStrictEqual({
      agent_interaction: conversationId,
      quality_score: 25,
      polarity: 'negative',
      action_required: true,
      timestamp: '2026-11-20T00:00:00Z',
    });
  });

  it.each([
    { score: -0.21, action_required: true },
    { score: -0.2, action_required: false },
    { score: 0.9, action_required: false },
  ])('asks for action at a score of $score: $action_required', ({ score, action_required }) => {
    const sentiment = { conversationId, status: 'scored', score, polarity: 'neutral' } as const;
    expect(coachingUpdate(sentiment, options)).toMatchObject({ action_required });
  });

  it('tells a score of zero, which is a score', () => {
    const sentiment = { conversationId, status: 'scored', score: 0, polarity: 'neutral' } as const;
    expect(coachingUpdate(sentiment, options)).toMatchObject({ quality_score: 50 });
  });

  it.each([
    { status: 'unscored', score: null, polarity: null },
    { status: 'invalid', score: 5, polarity: 'positive' },
    { status: 'unknown', score: -0.9, polarity: 'mixed' },
    { status: 'scored', score: null, polarity: 'negative' },
  ] as const)('is nothing for a conversation that is $status with score $score', (sentiment) => {
    expect(coachingUpdate({ conversationId, ...sentiment }, options)).toBeNull();
  });
});

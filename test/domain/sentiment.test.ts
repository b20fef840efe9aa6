import { describe, expect, it } from 'vitest';
import { isActionRequired, normalizeScore, sentimentStatus } from '../../src/domain/sentiment.js';

describe('sentimentStatus', () => {
  it.each([
    [0, 'neutral', 'scored'],
    [-1, 'negative', 'scored'],
    [1, 'positive', 'scored'],
    [-0, 'neutral', 'scored'],
    [null, 'positive', 'unscored'],
    [null, null, 'unscored'],
    [null, 'mixed', 'unscored'],
    [1.0000001, 'positive', 'invalid'],
    [-1.0000001, 'negative', 'invalid'],
    [5, null, 'invalid'],
    [Number.NaN, 'neutral', 'invalid'],
    [Number.POSITIVE_INFINITY, 'positive', 'invalid'],
    [0.5, 'mixed', 'unknown'],
    [0.5, 'Positive', 'unknown'],
    [0.5, '', 'unknown'],
    [0.5, null, 'unknown'],
  ] as const)('calls a score of %j with polarity %j %s', (score, polarity, status) => {
    expect(sentimentStatus(score, polarity)).toBe(status);
  });
});

describe('normalizeScore', () => {
  it.each([
    [-1, 0],
    [-0.5, 25],
    [0, 50],
    [0.5, 75],
    [1, 100],
  ])('maps %d to %d', (score, normalizedScore) => {
    expect(normalizeScore(score)).toBe(normalizedScore);
  });
});

describe('isActionRequired', () => {
  it.each([
    { normalizedScore: 39.999, actionThreshold: 40, required: true },
    { normalizedScore: 40, actionThreshold: 40, required: false },
    { normalizedScore: 40.001, actionThreshold: 40, required: false },
    { normalizedScore: 0, actionThreshold: 0, required: false },
    { normalizedScore: 100, actionThreshold: 100, required: false },
  ])(
    'is $required for $normalizedScore at threshold $actionThreshold',
    ({ normalizedScore, actionThreshold, required }) => {
      expect(isActionRequired(normalizedScore, actionThreshold)).toBe(required);
    },
  );
});

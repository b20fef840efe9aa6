import { describe, expect, it } from 'vitest';
import { handoffReasons, type Thresholds } from '../../src/domain/handoff.js';
import type { Evaluation } from '../../src/domain/virtual-agent-session.js';

const lenient: Thresholds = { maxTurns: null, confidenceMin: 0.6, sentimentMin: null };
const sure = (changes: Partial<Evaluation> = {}): Evaluation => ({
  intent: { name: 'cancel_order', confidence: 0.9 },
  sentiment: 0.2,
  ...changes,
});

describe('handoffReasons', () => {
  it.each<{
    name: string;
    evaluation: Evaluation | null;
    turns?: number;
    rules?: Partial<Thresholds>;
    reasons: string[];
  }>([
    { name: 'a sure intent', evaluation: sure(), reasons: [] },
    {
      name: 'confidence at the bound',
      evaluation: sure({ intent: { name: 'x', confidence: 0.6 } }),
      reasons: [],
    },
    {
      name: 'confidence below the bound',
      evaluation: sure({ intent: { name: 'x', confidence: 0.59 } }),
      reasons: ['low_confidence'],
    },
    { name: 'no intent at all', evaluation: sure({ intent: null }), reasons: ['low_confidence'] },
    { name: 'a bad sentiment where it does not count', evaluation: sure({ sentiment: -1 }), reasons: [] },
    {
      name: 'a bad sentiment where it counts',
      evaluation: sure({ sentiment: -0.31 }),
      rules: { sentimentMin: -0.3 },
      reasons: ['negative_sentiment'],
    },
    {
      name: 'a sentiment that nobody can tell',
      evaluation: sure({ sentiment: null }),
      rules: { sentimentMin: 1 },
      reasons: [],
    },
    { name: 'the last turn allowed', evaluation: sure(), turns: 3, rules: { maxTurns: 3 }, reasons: [] },
    {
      name: 'one turn too many',
      evaluation: sure(),
      turns: 4,
      rules: { maxTurns: 3 },
      reasons: ['max_turns'],
    },
    { name: 'no evaluation', evaluation: null, reasons: ['evaluation_unavailable'] },
    {
      name: 'everything at once',
      evaluation: sure({ intent: null, sentiment: -1 }),
      turns: 9,
      rules: { maxTurns: 3, sentimentMin: 0 },
      reasons: ['low_confidence', 'negative_sentiment', 'max_turns'],
    },
  ])('$name: $reasons', ({ evaluation, turns = 1, rules, reasons }) => {
    expect(handoffReasons(evaluation, turns, { ...lenient, ...rules })).toEqual(reasons);
  });
});

import { describe, expect, it } from 'vitest';
import { truthDifferences } from '../../scripts/chaos/csat-evidence.js';
import type { SpeechTruth } from '../../simulator/speech/speech-truth.js';
import type { CsatResult } from '../../src/contracts/correlate-csat.js';
import type { SpeechCoachingRow } from '../../src/domain/speech-coaching.js';

const spoken = (name: string, sentiment: number, csat: number | null, agents = ['one']): SpeechTruth => ({
  ...{ conversationId: name, startedAt: '2026-11-01T00:00:00.000Z', topic: 'billing_inquiry' },
  agents: agents.map((agentId) => ({ agentId, communications: 1, sentiment, topicHits: 0 })),
  ...{ sentiment, csat, answeredAt: csat === null ? null : '2026-11-02T00:00:00.000Z' },
});
const TRUTH = [
  spoken('a', -1, 1),
  spoken('b', 0, 4),
  spoken('c', 1, 4),
  spoken('d', 1, null),
  spoken('e', 1, 4, ['first', 'last']),
];
const FOUND = {
  coverage: { conversations: 5, analysed: 5, answered: 4 },
  // By hand, of (-1, 1), (0, 4), (1, 4), (1, 4).
  correlation: { n: 4, pearson: { value: 3.75 / Math.sqrt(2.75 * 6.75), low: -1, high: 1 } },
} as unknown as CsatResult;

const row = (interactionId: string, csat: number, agentId = 'one'): SpeechCoachingRow => ({
  ...{ interactionId, agentId, csat, speechAnalytics: null, sentiment: null, timestamp: null },
});
const TOLD = [row('a', 1), row('b', 4), row('c', 4)];

const documented = { truth: TRUTH, tellsOwner: false };

describe('what a run of CSAT has left', () => {
  it('agrees with the truth', () => {
    expect(truthDifferences(FOUND, TOLD, documented)).toEqual({ figures: 0, rows: 0 });
  });

  it('agrees where it is said whom an answer rates, when the last agent is told of', () => {
    const told = [...TOLD, row('e', 4, 'last')];
    expect(truthDifferences(FOUND, told, { truth: TRUTH, tellsOwner: true })).toEqual({
      figures: 0,
      rows: 0,
    });
  });

  it('does not where a figure is another', () => {
    const found = { ...FOUND, coverage: { ...FOUND.coverage, answered: 3 } };
    expect(truthDifferences(found, TOLD, documented)).toEqual({ figures: 1, rows: 0 });
  });

  it.each([
    { of: 'a row is missing', told: TOLD.slice(1), rows: 1 },
    { of: 'a row came twice', told: [...TOLD, row('a', 1)], rows: 1 },
    { of: 'one of two agents was rated', told: [...TOLD, row('e', 4, 'last')], rows: 1 },
    { of: 'nobody answered', told: [...TOLD, row('d', 3)], rows: 1 },
    { of: 'somebody else was told of', told: [row('a', 1, 'two'), ...TOLD.slice(1)], rows: 2 },
    { of: 'the answer is another', told: [row('a', 2), ...TOLD.slice(1)], rows: 2 },
  ])('does not where $of', ({ told, rows }) => {
    expect(truthDifferences(FOUND, told, documented)).toEqual({ figures: 0, rows });
  });
});

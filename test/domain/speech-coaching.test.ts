import { describe, expect, it } from 'vitest';
import { speechCoachingRow } from '../../src/domain/speech-coaching.js';
import type { SpeechRow } from '../../src/domain/speech.js';

const ROW: SpeechRow = {
  conversationId: '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d',
  key: 'agent-1',
  agentId: 'agent-1',
  analytics: { count: 12, sum: 3 },
  sentiment: { avg: -0.25, count: 8 },
  time: '2026-11-20T10:00:00Z',
};

describe('speechCoachingRow', () => {
  it('has the fields of the document and no other', () => {
    expect(speechCoachingRow(ROW, 4)).toStrictEqual({
      interactionId: '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d',
      agentId: 'agent-1',
      speechAnalytics: { count: 12, sum: 3 },
      sentiment: { avg: -0.25, count: 8 },
      csat: 4,
      timestamp: '2026-11-20T10:00:00Z',
    });
  });

  it('tells what is not known as null, and never as zero or now', () => {
    const bare = { ...ROW, agentId: null, analytics: null, sentiment: null, time: null };
    expect(speechCoachingRow(bare, null)).toStrictEqual({
      interactionId: ROW.conversationId,
      agentId: null,
      speechAnalytics: null,
      sentiment: null,
      csat: null,
      timestamp: null,
    });
  });

  it('tells a score of zero, which is a score', () => {
    const row = speechCoachingRow({ ...ROW, sentiment: { avg: 0, count: 1 } }, 0);
    expect(row).toMatchObject({ sentiment: { avg: 0, count: 1 }, csat: 0 });
  });
});

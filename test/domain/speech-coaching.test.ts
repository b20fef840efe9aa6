import { describe, expect, it } from 'vitest';
import { csatOfPart, speechCoachingRow } from '../../src/domain/speech-coaching.js';
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

describe('csatOfPart', () => {
  const [agentId, other] = ['agent-1', 'agent-2'];

  it.each([
    { name: 'the only part', survey: { agentId: null, csat: 4 }, part: { agentId, parts: 1 }, csat: 4 },
    {
      name: 'a part of nobody',
      survey: { agentId: null, csat: 4 },
      part: { agentId: null, parts: 1 },
      csat: 4,
    },
    { name: 'whom it names', survey: { agentId, csat: 0 }, part: { agentId, parts: 3 }, csat: 0 },
    { name: 'nobody else', survey: { agentId: other, csat: 4 }, part: { agentId, parts: 1 }, csat: null },
    { name: 'none of several', survey: { agentId: null, csat: 4 }, part: { agentId, parts: 2 }, csat: null },
    {
      name: 'nobody without a score',
      survey: { agentId, csat: null },
      part: { agentId, parts: 1 },
      csat: null,
    },
    { name: 'nobody where none was answered', survey: null, part: { agentId, parts: 1 }, csat: null },
  ])('rates $name', ({ survey, part, csat }) => {
    expect(csatOfPart(survey, part)).toBe(csat);
  });
});

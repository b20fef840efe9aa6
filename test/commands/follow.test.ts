import { describe, expect, it } from 'vitest';
import { progressLine } from '../../src/commands/follow.js';

describe('progressLine', () => {
  it('counts what a batch has read', () => {
    const batch = { stage: 'reading', slices: 48, slicesRead: 3, pages: 12, conversations: 1200 };
    expect(progressLine(batch)).toBe('reading: 3 of 48 slices, 12 pages, 1,200 conversations');
    expect(progressLine({ ...batch, slices: 0 })).toBe('reading');
  });

  it('counts what a run of insights has read, once it knows of how many', () => {
    const insights = { stage: 'reading', total: 1000, conversations: 12, pages: 15, insights: 4321 };
    expect(progressLine(insights)).toBe('reading: 12 of 1000 conversations, 15 pages, 4,321 insights');
    expect(progressLine({ ...insights, total: 0, conversations: 0, pages: 0, insights: 0 })).toBe(
      'reading: 0 of 0 conversations, 0 pages, 0 insights',
    );
    expect(progressLine({ ...insights, stage: 'accepting', total: null })).toBe('accepting');
  });

  it('counts what a run of csat has read, and what is answered once something was correlated', () => {
    const csat = { stage: 'reading', lists: 96, listsRead: 12, rows: 4321, rounds: 1, nextReadAt: null };
    expect(progressLine({ ...csat, coverage: null })).toBe('reading: 12 of 96 lists, 4,321 rows');
    const coverage = { conversations: 4000, analysed: 3990, answered: 512 };
    expect(progressLine({ ...csat, stage: 'coaching', listsRead: 96, coverage })).toBe(
      'coaching: 96 of 96 lists, 4,321 rows, 512 of 4000 answered',
    );
    expect(
      progressLine({ ...csat, stage: 'accepting', lists: 0, listsRead: 0, rows: 0, coverage: null }),
    ).toBe('accepting');
  });

  it('says of a run that waits for surveys until when, and what is answered by now', () => {
    const coverage = { conversations: 4000, analysed: 3990, answered: 512 };
    const csat = { stage: 'waiting', lists: 96, listsRead: 96, rows: 4321, rounds: 3, coverage };
    expect(progressLine({ ...csat, nextReadAt: '2026-11-21T10:00:00Z' })).toBe(
      'waiting until 2026-11-21T10:00:00Z, reading 3 done, 512 of 4000 answered',
    );
  });

  it('says of a session where it stands and who has it', () => {
    const session = { conversationId: 'c', turns: 2, lastActivityAt: '2026-11-21T10:00:00Z' };
    expect(progressLine({ ...session, stage: 'active', reasons: [] })).toBe(
      'active: 2 turns, last activity 2026-11-21T10:00:00Z',
    );
    expect(progressLine({ ...session, stage: 'transferred', turns: 1, reasons: ['max_turns'] })).toBe(
      'transferred: 1 turn, last activity 2026-11-21T10:00:00Z, a person takes over (max_turns)',
    );
  });

  it('says of a session that has not begun no more than that', () => {
    const session = { conversationId: null, turns: 0, reasons: [], lastActivityAt: null };
    expect(progressLine({ ...session, stage: 'creating' })).toBe('creating');
  });
});

import { describe, expect, it } from 'vitest';
import { ratesLines, sessionTable, type LiveRow } from '../../src/commands/session-table.js';
import { SESSION_STATES } from '../../src/domain/virtual-agent-session.js';

const NOW = new Date('2026-11-21T10:00:00Z');
const HOUR_MS = 3_600_000;
const hours = (count: number) => new Date(NOW.getTime() + count * HOUR_MS);

const row = (changes: Partial<LiveRow> = {}): LiveRow => ({
  sessionKey: 'order-1',
  state: 'active',
  startedAt: hours(-52.5),
  turns: 3,
  nextWakeUpAt: hours(71.99),
  ...changes,
});

describe('sessionTable', () => {
  it('tells of each session its state, age, turns and next wake-up', () => {
    const rows = [
      row(),
      row({ sessionKey: 'new', state: 'creating', turns: 0, startedAt: hours(0), nextWakeUpAt: null }),
      row({ sessionKey: 'late', state: 'ended', startedAt: hours(-1), nextWakeUpAt: hours(-0.1) }),
    ];
    expect(sessionTable(rows, NOW)).toEqual([
      'SESSION  STATE            AGE   TURNS  WAKES UP',
      'order-1  active        2d 04h       3  in 2d 23h',
      'new      creating          0s       0  -',
      'late     ended         1h 00m       3  due',
    ]);
  });

  it('never takes more than 80 columns, whatever the keys and numbers', () => {
    const rows = SESSION_STATES.map((state) =>
      row({
        sessionKey: `${'k'.repeat(90)}-${state.slice(0, 8)}`,
        state,
        turns: 100_000,
        startedAt: hours(-99.9 * 24),
        nextWakeUpAt: hours(99.9 * 24),
      }),
    );
    const lines = sessionTable(rows, NOW);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(new Set(lines.map((line) => line.slice(0, 38))).size).toBe(lines.length);
  });

  it('says so when there are none', () => {
    expect(sessionTable([], NOW)).toEqual(['no live sessions']);
  });
});

describe('ratesLines', () => {
  it('gives each rate with its n, and says how many are unknown', () => {
    const rates = { finished: 120, resolutionKnown: 100, resolved: 82, containmentKnown: 0, contained: 0 };
    expect(ratesLines(rates, NOW)).toEqual([
      '120 that began since 2026-11-21 10:00 UTC are over:',
      '  resolution   82 % resolved (82 of n = 100), unknown for 20',
      '  containment  unknown for all 120',
    ]);
  });

  it('keeps none of what is known from being a rate of 0', () => {
    const rates = { finished: 1, resolutionKnown: 1, resolved: 0, containmentKnown: 1, contained: 1 };
    expect(ratesLines(rates, NOW)).toEqual([
      '1 that began since 2026-11-21 10:00 UTC is over:',
      '  resolution   0 % resolved (0 of n = 1)',
      '  containment  100 % contained (1 of n = 1)',
    ]);
  });

  it('gives no rate of nothing', () => {
    const none = { finished: 0, resolutionKnown: 0, resolved: 0, containmentKnown: 0, contained: 0 };
    expect(ratesLines(none, NOW)).toEqual(['none that began since 2026-11-21 10:00 UTC is over']);
  });
});

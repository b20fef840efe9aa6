import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayText, instantText, lengthText, periodText } from '../../src/report/time-text.js';

describe('times', () => {
  it('are told in the time zone that is asked for', () => {
    expect(instantText('2026-11-26T23:30:05Z', 'Europe/Berlin')).toBe('27 Nov 2026, 00:30:05');
    expect(instantText(new Date('2026-11-26T23:30:05Z'), 'UTC')).toBe('26 Nov 2026, 23:30:05');
    expect(dayText('2026-11-25T23:00:00Z', 'Europe/Berlin')).toBe('Thu 26 Nov');
  });

  it('name whole days by the last of them, and one day once', () => {
    const week = { from: '2026-10-21T22:00:00Z', to: '2026-10-28T23:00:00Z' };
    expect(periodText(week, 'Europe/Berlin')).toBe('22 Oct 2026 to 28 Oct 2026');
    expect(periodText(week, 'UTC')).toBe('21 Oct 2026, 22:00 to 28 Oct 2026, 23:00');
    expect(periodText({ from: '2026-11-25T00:00:00Z', to: '2026-11-26T00:00:00Z' }, 'UTC')).toBe(
      '25 Nov 2026',
    );
  });
});

describe('lengths of time', () => {
  it.each([
    [0, '0 ms'],
    [340, '340 ms'],
    [999.6, '1 s'],
    [12_300, '12.3 s'],
    [59_999, '1 min'],
    [65_000, '1 min 5 s'],
    [3_600_000, '1 h'],
    [3_599_900, '1 h'],
    [86_399_999, '1 d'],
    [187_200_000, '2 d 4 h'],
  ])('of %d ms read %s', (ms, text) => {
    expect(lengthText(ms)).toBe(text);
  });

  it('never read sixty of a unit', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (ms) => !/\b(60 (s|min)|24 h|1000 ms)/.test(lengthText(ms))),
    );
  });
});

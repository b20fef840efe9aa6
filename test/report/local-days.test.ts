import { describe, expect, it } from 'vitest';
import { localDays } from '../../src/report/local-days.js';

describe('the days of an interval', () => {
  it('begin at local midnight, also where the clocks change', () => {
    const interval = { from: '2026-10-24T22:00:00Z', to: '2026-10-26T23:00:00Z' };
    expect(localDays(interval, 'Europe/Berlin')).toEqual([
      { begin: '2026-10-24T22:00:00Z', isPart: false },
      { begin: '2026-10-25T23:00:00Z', isPart: false },
    ]);
  });

  it('are all there, and none twice, over a day of 23 hours', () => {
    const interval = { from: '2026-03-27T23:00:00Z', to: '2026-03-30T22:00:00Z' };
    expect(localDays(interval, 'Europe/Berlin').map(({ begin }) => begin)).toEqual([
      '2026-03-27T23:00:00Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T22:00:00Z',
    ]);
  });

  it('say when they are only a part of a day', () => {
    const interval = { from: '2026-11-25T10:00:00Z', to: '2026-11-27T00:00:01Z' };
    expect(localDays(interval, 'UTC').map(({ isPart }) => isPart)).toEqual([true, false, true]);
  });
});

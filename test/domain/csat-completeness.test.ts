import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provisionalPart, provisionalSince } from '../../src/domain/csat-completeness.js';
import { MS_PER_DAY, toUtc } from '../../src/domain/interval.js';

const FROM = '2026-11-01T00:00:00Z';

describe('provisionalSince', () => {
  it.each([
    ['2026-11-20T00:00:00Z', '2026-11-19T00:00:00Z'],
    ['2026-11-20T23:59:59.999Z', '2026-11-19T00:00:00Z'],
    ['2026-11-20T01:30:00+02:00', '2026-11-18T00:00:00Z'],
    ['2027-01-01T12:00:00Z', '2026-12-31T00:00:00Z'],
  ])('read at %s is %s: the day before is not settled yet', (readAt, since) => {
    expect(provisionalSince(readAt)).toBe(since);
  });

  it('is a midnight, one to two days before it was read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2 * MS_PER_DAY, max: 4_000_000_000_000 }), (readMs) => {
        const sinceMs = Date.parse(provisionalSince(toUtc(readMs)));
        expect(sinceMs % MS_PER_DAY).toBe(0);
        expect(readMs - sinceMs).toBeGreaterThanOrEqual(MS_PER_DAY);
        expect(readMs - sinceMs).toBeLessThan(2 * MS_PER_DAY);
      }),
    );
  });
});

describe('provisionalPart', () => {
  const readAt = '2026-11-20T12:00:00Z';

  it.each([
    { to: '2026-11-18T00:00:00Z', part: null },
    { to: '2026-11-19T00:00:00Z', part: null },
    { to: '2026-11-19T00:00:00.001Z', part: '2026-11-19T00:00:00Z' },
    { to: '2026-11-20T12:00:00Z', part: '2026-11-19T00:00:00Z' },
  ])('of an interval to $to is $part', ({ to, part }) => {
    expect(provisionalPart({ from: FROM, to }, readAt)).toBe(part);
  });

  it('settles when the same interval is read a day later', () => {
    const interval = { from: FROM, to: '2026-11-20T00:00:00Z' };
    expect(provisionalPart(interval, readAt)).toBe('2026-11-19T00:00:00Z');
    expect(provisionalPart(interval, '2026-11-21T00:00:00Z')).toBeNull();
  });
});

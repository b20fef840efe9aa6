import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '../../src/domain/interval.js';
import { waitForSurveysMs } from '../../src/domain/survey-schedule.js';

const MS_PER_HOUR = 3_600_000;

/** When surveys are read, in milliseconds from the first reading, until a date after it. */
function readings(untilMs: number): number[] {
  const at = [0];
  for (let nowMs = 0; nowMs < untilMs; at.push(nowMs))
    nowMs += waitForSurveysMs({ round: at.length, nowMs, untilMs });
  return at;
}

describe('waitForSurveysMs', () => {
  it('doubles its waits for a day, and then asks once a day', () => {
    const hours = readings(5 * MS_PER_DAY).map((ms) => ms / MS_PER_HOUR);
    expect(hours).toEqual([0, 1, 3, 7, 15, 31, 55, 79, 103, 120]);
  });

  it.each([
    { name: 'stops short at the date', round: 6, nowMs: 10, untilMs: 15, waitMs: 5 },
    { name: 'is nothing on the date', round: 1, nowMs: 15, untilMs: 15, waitMs: 0 },
    { name: 'is nothing after the date', round: 1, nowMs: 20, untilMs: 15, waitMs: 0 },
  ])('$name', ({ waitMs, ...when }) => {
    expect(waitForSurveysMs(when)).toBe(waitMs);
  });

  it('comes to any date with a reading on it, none more than a day apart, and fewer than a hundred in ninety days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 * MS_PER_DAY }), (untilMs) => {
        const at = readings(untilMs);
        const waits = at.slice(1).map((ms, index) => ms - (at[index] ?? NaN));
        expect(at.at(-1)).toBe(untilMs);
        expect(Math.min(...waits)).toBeGreaterThan(0);
        expect(Math.max(...waits)).toBeLessThanOrEqual(MS_PER_DAY);
        expect(at.length).toBeLessThan(100);
      }),
    );
  });
});

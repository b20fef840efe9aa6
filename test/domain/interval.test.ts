import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SLICE_DAYS, MS_PER_DAY, sliceInterval, toUtc } from '../../src/domain/interval.js';

const EPOCH_MS = Date.UTC(2026, 0, 1);
const MAX_LENGTH_MS = 400 * MS_PER_DAY;

const millisecondWindows = fc.record({
  startMs: fc.integer({ min: EPOCH_MS, max: EPOCH_MS + MAX_LENGTH_MS }),
  lengthMs: fc.integer({ min: 1, max: MAX_LENGTH_MS }),
  atLeast: fc.integer({ min: 1, max: 64 }),
});

const wholeSecondWindows = fc.record({
  startMs: fc.integer({ min: 0, max: 400 * 86_400 }).map((seconds) => EPOCH_MS + seconds * 1000),
  lengthMs: fc.integer({ min: 1, max: 400 * 86_400 }).map((seconds) => seconds * 1000),
  atLeast: fc.integer({ min: 1, max: 64 }),
});

type Drawn = { startMs: number; lengthMs: number; atLeast: number };

const slicesMs = ({ startMs, lengthMs, atLeast }: Drawn) =>
  sliceInterval({ from: toUtc(startMs), to: toUtc(startMs + lengthMs) }, { atLeast }).map(({ from, to }) => ({
    fromMs: Date.parse(from),
    toMs: Date.parse(to),
  }));

describe('sliceInterval', () => {
  it('covers [from, to) exactly, with adjoining slices of which none is empty', () => {
    fc.assert(
      fc.property(fc.oneof(millisecondWindows, wholeSecondWindows), (drawn) => {
        const slices = slicesMs(drawn);
        expect(slices[0]?.fromMs).toBe(drawn.startMs);
        expect(slices.at(-1)?.toMs).toBe(drawn.startMs + drawn.lengthMs);
        for (const [index, { fromMs, toMs }] of slices.entries()) {
          expect(toMs).toBeGreaterThan(fromMs);
          if (index > 0) expect(fromMs).toBe(slices[index - 1]?.toMs);
        }
      }),
    );
  });

  it('gives at least as many slices as asked for, or one for each millisecond where there are fewer', () => {
    fc.assert(
      fc.property(millisecondWindows, (drawn) => {
        expect(slicesMs(drawn).length).toBeGreaterThanOrEqual(Math.min(drawn.atLeast, drawn.lengthMs));
      }),
    );
  });

  it('makes no slice longer than 31 days', () => {
    fc.assert(
      fc.property(fc.oneof(millisecondWindows, wholeSecondWindows), (drawn) => {
        for (const { fromMs, toMs } of slicesMs(drawn)) {
          expect(toMs - fromMs).toBeLessThanOrEqual(MAX_SLICE_DAYS * MS_PER_DAY);
        }
      }),
    );
  });

  it('cuts on whole seconds wherever every slice can have one', () => {
    fc.assert(
      fc.property(millisecondWindows, (drawn) => {
        fc.pre(drawn.lengthMs >= drawn.atLeast * 1000);
        for (const { fromMs } of slicesMs(drawn).slice(1)) expect(fromMs % 1000).toBe(0);
      }),
    );
  });

  it('makes slices that differ by no more than a second when the ends are whole seconds', () => {
    fc.assert(
      fc.property(wholeSecondWindows, (drawn) => {
        fc.pre(drawn.lengthMs >= drawn.atLeast * 1000);
        const lengths = slicesMs(drawn).map(({ fromMs, toMs }) => toMs - fromMs);
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1000);
      }),
    );
  });

  it('cuts a day into four quarters', () => {
    expect(
      sliceInterval({ from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z' }, { atLeast: 4 }),
    ).toEqual([
      { from: '2026-11-19T00:00:00Z', to: '2026-11-19T06:00:00Z' },
      { from: '2026-11-19T06:00:00Z', to: '2026-11-19T12:00:00Z' },
      { from: '2026-11-19T12:00:00Z', to: '2026-11-19T18:00:00Z' },
      { from: '2026-11-19T18:00:00Z', to: '2026-11-20T00:00:00Z' },
    ]);
  });

  it.each([
    { days: 31, extraMs: 0, count: 1 },
    { days: 31, extraMs: 1, count: 2 },
    { days: 62, extraMs: -1, count: 2 },
    { days: 62, extraMs: 0, count: 2 },
    { days: 62, extraMs: 1, count: 3 },
    { days: 90, extraMs: 0, count: 3 },
  ])('cuts $days days and $extraMs ms into $count slices of at most 31 days', ({ days, extraMs, count }) => {
    const lengthMs = days * MS_PER_DAY + extraMs;
    const slices = slicesMs({ startMs: EPOCH_MS, lengthMs, atLeast: 1 });
    expect(slices).toHaveLength(count);
    expect(Math.max(...slices.map(({ fromMs, toMs }) => toMs - fromMs))).toBeLessThanOrEqual(31 * MS_PER_DAY);
  });

  it('keeps within 31 days when the window begins and ends within a second', () => {
    const slices = slicesMs({ startMs: EPOCH_MS + 500, lengthMs: 62 * MS_PER_DAY, atLeast: 1 });
    expect(Math.max(...slices.map(({ fromMs, toMs }) => toMs - fromMs))).toBeLessThanOrEqual(31 * MS_PER_DAY);
  });

  it('takes another longest slice', () => {
    const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-08T00:00:00Z' };
    expect(sliceInterval(window, { atLeast: 1, maxDays: 1 })).toHaveLength(7);
  });

  it.each([
    { lengthMs: 1, atLeast: 16, count: 1 },
    { lengthMs: 3, atLeast: 16, count: 3 },
    { lengthMs: 16, atLeast: 16, count: 16 },
    { lengthMs: 15_999, atLeast: 16, count: 16 },
    { lengthMs: 16_000, atLeast: 16, count: 16 },
  ])('cuts $lengthMs ms for $atLeast readers into $count slices', ({ count, ...window }) => {
    expect(slicesMs({ startMs: EPOCH_MS, ...window })).toHaveLength(count);
  });

  it.each([
    { name: 'empty', to: '2026-11-19T00:00:00Z' },
    { name: 'backward', to: '2026-11-18T00:00:00Z' },
  ])('gives no slice for a window that is $name', ({ to }) => {
    expect(sliceInterval({ from: '2026-11-19T00:00:00Z', to }, { atLeast: 4 })).toEqual([]);
  });
});

describe('toUtc', () => {
  it.each([
    ['2026-11-20T00:00:00+02:00', '2026-11-19T22:00:00Z'],
    ['2026-11-20T00:00:00.000Z', '2026-11-20T00:00:00Z'],
    ['2026-11-20T00:00:00.120Z', '2026-11-20T00:00:00.120Z'],
    [Date.UTC(2026, 10, 20), '2026-11-20T00:00:00Z'],
  ])('writes %j as %j', (instant, text) => {
    expect(toUtc(instant)).toBe(text);
  });
});

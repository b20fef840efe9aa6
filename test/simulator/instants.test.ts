import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIsoInstant } from '../../simulator/iso-instant.js';
import { createSeededIds } from '../../simulator/seeded-ids.js';
import { parseUtcInstant } from '../../simulator/utc-instant.js';

const instants = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

describe('toIsoInstant', () => {
  it('writes what Date writes', () => {
    fc.assert(
      fc.property(instants, (date) => {
        expect(toIsoInstant(date.getTime())).toBe(date.toISOString());
      }),
    );
  });
});

describe('parseUtcInstant', () => {
  it('reads what Date writes', () => {
    fc.assert(
      fc.property(instants, (date) => {
        expect(parseUtcInstant(date.toISOString())).toBe(date.getTime());
      }),
    );
  });

  it.each([
    ['2026-03-10T00:00:00Z', Date.UTC(2026, 2, 10)],
    ['2026-03-10T00:00:00.5Z', Date.UTC(2026, 2, 10) + 500],
    ['2024-02-29T23:59:59Z', Date.UTC(2024, 1, 29, 23, 59, 59)],
    ['2026-02-29T00:00:00Z', null],
    ['2026-13-01T00:00:00Z', null],
    ['2026-03-10T24:00:00Z', null],
    ['2026-03-10T00:00Z', null],
    ['2026-03-10T00:00:00', null],
    ['2026-03-10 00:00:00Z', null],
    ['', null],
  ])('reads %j as %j', (text, instantMs) => {
    expect(parseUtcInstant(text)).toBe(instantMs);
  });
});

describe('seeded ids', () => {
  it('lead back to their ordinal, whatever the seed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 32 - 1 }), fc.nat({ max: 2 ** 32 - 1 }), (seed, ordinal) => {
        const ids = createSeededIds(seed);
        expect(ids.ordinalOf(ids.idOf(ordinal))).toBe(ordinal);
      }),
    );
  });
});

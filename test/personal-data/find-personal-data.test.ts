import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData, maskPersonalData } from '../../src/personal-data/index.js';
import { arbitraryTexts } from './arbitrary-texts.js';
import { found } from './found.js';

const RUNS = { numRuns: 2000 };
const masked = (text: string) => maskPersonalData(text, findPersonalData(text));

describe('findPersonalData', () => {
  it('finds nothing in a masked text, so that masking it again changes nothing', () => {
    fc.assert(
      fc.property(arbitraryTexts, (text) => {
        const once = masked(text);
        expect(found(once)).toEqual([]);
        expect(masked(once)).toBe(once);
      }),
      RUNS,
    );
  });

  it('gives spans of the text, sorted, none empty, none overlapping another', () => {
    fc.assert(
      fc.property(arbitraryTexts, (text) => {
        let from = 0;
        for (const { start, end } of findPersonalData(text)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(text.length);
      }),
      RUNS,
    );
  });

  it('points at the same words wherever they stand', () => {
    const neutral = fc.string({ unit: fc.constantFrom('~', '\n', 'é', '😀', '好'), maxLength: 20 });
    fc.assert(
      fc.property(neutral, neutral, (before, after) => {
        const text = `${before}\nanna@example.com\n${after}\n[email]\n+1 212 555 0143\n`;
        expect(found(text)).toEqual(['email: anna@example.com', 'phone: +1 212 555 0143']);
      }),
    );
  });

  it('joins what overlaps under the kind that opens more', () => {
    expect(found('password: anna@example.com')).toEqual(['credential: anna@example.com']);
    expect(found('phone 4111 1111 1111 1111')).toEqual(['paymentCard: 4111 1111 1111 1111']);
  });

  it('sees what only a mask uncovers', () => {
    const far = 'phone anna@long-name-of-a-company.example.com 2125550143';
    expect(masked(far)).toBe('phone [email] [phone number]');
  });

  it('takes a text that is made of personal data as personal whole', () => {
    const text = 'anna@example.com '.repeat(501);
    expect(findPersonalData(text)).toEqual([{ kind: 'email', start: 0, end: text.length }]);
    expect(findPersonalData('anna@example.com '.repeat(500))).toHaveLength(500);
  });

  it('reads an empty text', () => {
    expect(findPersonalData('')).toEqual([]);
  });
});

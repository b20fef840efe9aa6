import { describe, expect, it } from 'vitest';
import { createDraw } from '../../simulator/insights/personal-data/draw.js';
import { personalValueOf } from '../../simulator/insights/personal-data/personal-value.js';
import { PERSONAL_DATA_KINDS, type PersonalDataKind } from '../../simulator/insights/personal-data-kind.js';
import { LANGUAGES, type Language } from '../../simulator/languages.js';
import { createSeededRandom } from '../../simulator/seeded-random.js';

const random = createSeededRandom(7);
const valuesOf = (kind: PersonalDataKind, language: Language = 'en-US') =>
  Array.from({ length: 300 }, (_, ordinal) =>
    personalValueOf(kind, language, createDraw(random, ordinal, 0)),
  );

describe('made-up personal data', () => {
  it.each(PERSONAL_DATA_KINDS)(
    'of kind %s is there in every language, many of it, the same each time',
    (kind) => {
      for (const language of LANGUAGES) {
        const values = valuesOf(kind, language);
        expect(values.every((value) => value.length > 3)).toBe(true);
        expect(new Set(values).size).toBeGreaterThan(kind === 'personName' ? 10 : 100);
        expect(valuesOf(kind, language)).toEqual(values);
      }
    },
  );

  it('has card numbers whose doubled digits add up to tens', () => {
    for (const card of valuesOf('card')) {
      const digits = Array.from(card.replace(/[ -]/g, ''), Number);
      const sum = digits
        .map((digit, index) => (index % 2 === 0 ? digit * 2 : digit))
        .reduce((total, value) => total + Math.floor(value / 10) + (value % 10), 0);
      expect(digits).toHaveLength(16);
      expect(sum % 10).toBe(0);
    }
  });

  it('has IBANs that leave 1 by 97', () => {
    for (const iban of valuesOf('iban')) {
      const compact = iban.replaceAll(' ', '');
      const moved = compact.slice(4) + compact.slice(0, 4);
      const remainder = Array.from(moved).reduce((rest, character) => {
        const value = parseInt(character, 36);
        return (rest * (value > 9 ? 100 : 10) + value) % 97;
      }, 0);
      expect(remainder).toBe(1);
    }
  });

  it.each([
    [
      'es-ES',
      /^\d{8}[A-Z]$/,
      (id: string) => 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(id.slice(0, 8)) % 23] === id[8],
    ],
    ['fr-FR', /^\d{15}$/, (id: string) => (Number(id.slice(0, 13)) + Number(id.slice(13))) % 97 === 0],
    [
      'pt-BR',
      /^\d{3}\.\d{3}\.\d{3}-\d{2}$/,
      (id: string) => {
        const digits = Array.from(id.replace(/\D/g, ''), Number);
        const sum = (count: number) =>
          digits.slice(0, count).reduce((total, digit, at) => total + digit * (count + 1 - at), 0);
        return [9, 10].every((count) => ((sum(count) * 10) % 11) % 10 === digits[count]);
      },
    ],
    [
      'de-DE',
      /^[1-9]\d{10}$/,
      (id: string) => {
        const check = Array.from(id, Number).reduce((product, digit, at) => {
          if (at === 10) return (product + digit) % 10;
          return (((product + digit) % 10 || 10) * 2) % 11;
        }, 10);
        return check === 1 && new Set(id.slice(0, 10)).size === 9;
      },
    ],
    [
      'ja-JP',
      /^\d{12}$/,
      (id: string) => {
        const sum = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2].reduce((total, w, at) => total + w * Number(id[at]), 0);
        return Number(id[11]) === (sum % 11 <= 1 ? 0 : 11 - (sum % 11));
      },
    ],
    ['en-US', /^\d{3}-\d{2}-\d{4}$/, (id: string) => !/^(?:000|666|9)|-00-|-0000$/.test(id)],
  ] as const)('has national ids of %s that a checker accepts', (language, form, isRight) => {
    for (const id of valuesOf('nationalId', language)) {
      expect(id).toMatch(form);
      expect(isRight(id), id).toBe(true);
    }
  });

  it('reaches nobody: mail and network addresses are kept for examples, phones for films', () => {
    for (const email of valuesOf('email')) expect(email).toMatch(/@(?:mail\.)?example\.(?:com|net|org)$/);
    for (const ip of valuesOf('ipAddress')) expect(ip).toMatch(/^(?:198\.51\.100|203\.0\.113)\.|^2001:db8:/);
    const films = /^\+(?:1 \d{3} 555 01\d\d|44 20 7946 0\d{3}|49 30 23125 \d{3}|33 1 99 00 \d\d \d\d)$/;
    for (const phone of valuesOf('phone')) expect(phone).toMatch(films);
  });
});

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  amount,
  instant,
  languageTag,
  listOf,
  parseInput,
  timeZone,
  wholeNumber,
} from '../../src/contracts/fields.js';
import { InvalidInputError } from '../../src/domain/invalid-input.js';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe('instant', () => {
  it.each([
    '2026-11-20T00:00:00Z',
    '2026-11-20T00:00:00.123Z',
    '2026-11-20T00:00:00+05:45',
    '2026-11-20T00:00:00-11:00',
    '2028-02-29T00:00:00Z',
  ])('takes %s', (value) => {
    expect(accepts(instant, value)).toBe(true);
  });

  it.each([
    '2026-11-20T00:00:00',
    '2026-11-20',
    '2026-11-20 00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-11-31T00:00:00Z',
    '2026-11-20T24:00:00Z',
    '2026-11-20T00:00:00+0200',
    '2026-11-20T00:00:00Europe/Berlin',
    'yesterday',
    '',
    1_795_132_800_000,
    null,
  ])('refuses %j', (value) => {
    expect(accepts(instant, value)).toBe(false);
  });
});

describe('timeZone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'europe/berlin'])(
    'takes %s',
    (value) => {
      expect(accepts(timeZone, value)).toBe(true);
    },
  );

  it.each(['Mars/Olympus', 'Berlin', 'local', 'system', '+02:00', 'UTC+2', '', ' UTC', 2, null])(
    'refuses %j',
    (value) => {
      expect(accepts(timeZone, value)).toBe(false);
    },
  );
});

describe('languageTag', () => {
  it.each(['en', 'EN', 'en-US', 'es-419', 'zh-Hans-CN', 'gsw-CH'])('takes %s', (value) => {
    expect(accepts(languageTag, value)).toBe(true);
  });

  it.each(['english', 'e', 'en_US', 'en-', '-en', 'en-US ', "en'] OR language IN ['de", 'en\n', '', 7])(
    'refuses %j',
    (value) => {
      expect(accepts(languageTag, value)).toBe(false);
    },
  );
});

describe('wholeNumber and amount', () => {
  it.each([
    { schema: wholeNumber(1, 64), name: 'wholeNumber', good: [1, 64, 2], bad: [0, 65, 1.5, '5', null] },
    { schema: amount(0, 100), name: 'amount', good: [0, 100, 39.5], bad: [-0.001, 100.001, '5', null] },
  ])('$name takes its ends and what lies between them', ({ schema, good, bad }) => {
    for (const value of good) expect(accepts(schema, value)).toBe(true);
    for (const value of [...bad, Number.NaN, Number.POSITIVE_INFINITY, true])
      expect(accepts(schema, value)).toBe(false);
  });
});

describe('listOf', () => {
  it('counts a repeated item once, and takes any order for the same list', () => {
    expect(listOf(z.string(), 3).parse(['b', 'a', 'b'])).toEqual(['a', 'b']);
  });

  it('refuses more items than its cap', () => {
    expect(accepts(listOf(z.string(), 2), ['a', 'b', 'c'])).toBe(false);
  });
});

describe('parseInput', () => {
  const schema = z.strictObject({ filter: z.strictObject({ languages: listOf(languageTag, 5) }) });

  it('names a nested field by its path', () => {
    const refused = () => parseInput(schema, { filter: { languages: ['en', 'x!'], lang: 1 } });
    expect(refused).toThrow(InvalidInputError);
    expect(refused).toThrow(/filter\.languages\.1: must be a language tag/);
    expect(refused).toThrow(/filter\.lang: is not a known field/);
  });

  it('calls the whole input "input"', () => {
    expect(() => parseInput(schema, 7)).toThrow(/^input: /);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, fingerprint } from '../../src/domain/fingerprint.js';

describe('fingerprint', () => {
  // The first three are the reference vectors of FNV-1a, 64 bit.
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('of %j is %s', (text, hash) => {
    expect(fingerprint(text)).toBe(hash);
  });

  it('has 16 hex digits for any text, and the same ones again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fingerprint(text)).toMatch(/^[0-9a-f]{16}$/);
        expect(fingerprint(text)).toBe(fingerprint(text));
      }),
    );
  });

  it('counts bytes, so that letters beyond ASCII tell texts apart', () => {
    expect(fingerprint('ä')).not.toBe(fingerprint('ö'));
    expect(fingerprint('ä')).not.toBe(fingerprint('\u00e4'.normalize('NFD')));
  });
});

describe('canonicalJson', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x"y'] }, '{"a":[true,null,"x\\"y"],"b":1}'],
    [{ a: undefined, b: { d: 1, c: 2 } }, '{"b":{"c":2,"d":1}}'],
    [[undefined, 1], '[null,1]'],
    [undefined, 'null'],
    [null, 'null'],
    ['text', '"text"'],
    [{}, '{}'],
    [[], '[]'],
    [{ '10': 1, '9': 2, Z: 3, a: 4 }, '{"10":1,"9":2,"Z":3,"a":4}'],
  ])('writes %j as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('gives equal text for equal values, however their keys are ordered, at every depth', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (value === null || typeof value !== 'object') return value;
      const entries = Object.entries(value).map(([key, field]) => [key, reversed(field)] as const);
      return Object.fromEntries(entries.reverse());
    };
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

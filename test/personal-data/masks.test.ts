import { describe, expect, it } from 'vitest';
import { PERSONAL_DATA_KINDS } from '../../src/domain/personal-data.js';
import { findPersonalData, maskPersonalData } from '../../src/personal-data/index.js';
import { found } from './found.js';
import { maskedTexts } from './labelled/labelled-texts.js';

describe('masks', () => {
  it.each([...maskedTexts()])('are no findings: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('are told from what is personal beside them', () => {
    expect(found('Mr. [name], formerly Mr. Sample, [email] or anna@example.com')).toEqual([
      'personName: Sample',
      'email: anna@example.com',
    ]);
  });

  it('are only those whose label is known: brackets hide nothing', () => {
    expect(found('[anna@example.com] <212-555-0143> [4111111111111111]')).toHaveLength(3);
  });
});

describe('maskPersonalData', () => {
  it('leaves what is not personal and says what stood there', () => {
    const text = 'Mr. Sample (anna@example.com, +1 212 555 0143) paid 4111 1111 1111 1111.';
    expect(maskPersonalData(text, findPersonalData(text))).toBe(
      'Mr. [name] ([email], [phone number]) paid [card number].',
    );
  });

  it('gives a text without findings back', () => {
    expect(maskPersonalData('nothing here', [])).toBe('nothing here');
  });

  it.each(PERSONAL_DATA_KINDS)('has a mask for %s that is one itself', (kind) => {
    const masked = maskPersonalData('x', [{ kind, start: 0, end: 1 }]);
    expect(masked).toMatch(/^\[.+\]$/);
    expect(found(`my name is ${masked}, password: ${masked}, Mr. ${masked}`)).toEqual([]);
  });
});

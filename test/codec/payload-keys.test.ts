import { describe, expect, it } from 'vitest';
import { parsePayloadKeys } from '../../src/codec/payload-keys.js';
import { InvalidInputError, type InputProblem } from '../../src/domain/invalid-input.js';
import { facesOf } from '../gateways/faces-of.js';
import { keyText } from './key-text.js';

const bytes = (length: number): string => Buffer.alloc(length, 7).toString('base64');

function refusalOf(text: string): InvalidInputError {
  try {
    parsePayloadKeys(text);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error('expected a refusal, and there was none');
}

const problemsOf = (text: string): readonly InputProblem[] => refusalOf(text).problems;

describe('payload keys', () => {
  it('are read in their order, with blanks around them', () => {
    const [first, second] = [keyText('2026-11'), keyText('old_key.1')];
    const keys = parsePayloadKeys(` ${first} , ${second} `);
    expect(keys.map(({ id, key }) => `${id}:${key.reveal()}`)).toEqual([first, second]);
  });

  it.each([
    ['a key without an id', bytes(32), /^key 1 must be written as id:base64/],
    ['an empty id', `:${bytes(32)}`, /^key 1 must be written as id:base64/],
    ['an id with a blank', `a b:${bytes(32)}`, /^key 1 must be written as id:base64/],
    ['an id of 65 characters', `${'a'.repeat(65)}:${bytes(32)}`, /^key 1 must be written as id:base64/],
    ['a second colon', `a:${bytes(32)}:x`, /^key 1 must be written as id:base64/],
    ['a comma at the end', `${keyText('a')},`, /^key 2 must be written as id:base64/],
    ['16 bytes', `a:${bytes(16)}`, /^key 1 must be 32 bytes in base64/],
    ['31 bytes', `a:${bytes(31)}`, /^key 1 must be 32 bytes in base64/],
    ['33 bytes', `a:${bytes(33)}`, /^key 1 must be 32 bytes in base64/],
    ['hexadecimal digits', `a:${Buffer.alloc(32, 7).toString('hex')}`, /^key 1 must be 32 bytes in base64/],
    ['no padding', `a:${bytes(32).slice(0, -1)}`, /^key 1 must be 32 bytes in base64/],
    ['bits beyond the last byte', `a:${'A'.repeat(42)}B=`, /^key 1 must be 32 bytes in base64/],
    ['the alphabet of URLs', `a:${'-'.repeat(42)}A=`, /^key 1 must be 32 bytes in base64/],
    [
      'a doubled id',
      `${keyText('a')},${keyText('b')},${keyText('a')}`,
      /^key 3 has the id of an earlier one/,
    ],
  ])('with %s are refused by their place', (_, text, says) => {
    expect(problemsOf(text)).toEqual([
      { field: 'PAYLOAD_KEYS', problem: expect.stringMatching(says) as string },
    ]);
  });

  it('are all checked at once, and none of them is quoted', () => {
    const planted = Buffer.from('planted key, which is too short').toString('base64');
    const error = refusalOf(`planted-id:${planted},${planted}:planted,${keyText('good')}`);
    expect(error.problems).toHaveLength(2);
    expect(facesOf(error)).not.toContain(planted);
    expect(facesOf(error)).not.toContain('planted');
  });
});

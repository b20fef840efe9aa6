import { describe, expect, it } from 'vitest';
import { found } from './found.js';

describe('IBANs', () => {
  it.each([
    'DE89370400440532013000',
    'GB82 WEST 1234 5698 7654 32',
    'fr14 2004 1010 0505 0001 3m02 606',
    'NL91.ABNA.0417.1643.00',
    'MT84MALT011000012345MTLCAST001S',
    'NO9386011117947',
  ])('are found: %s', (iban) => {
    expect(found(`to ${iban}, please`)).toEqual([`iban: ${iban}`]);
  });

  it.each([
    ['a check digit is wrong', 'DE88370400440532013000'],
    ['two digits are swapped', 'DE89370400440532010300'],
    ['it is too short for its country', 'DE8937040044053201300'],
    ['it is too long for its country', 'DE893704004405320130001'],
    ['no country is called so', 'ZZ89370400440532013000'],
  ])('are not seen where %s', (_, iban) => {
    expect(found(`to ${iban}, please`)).not.toContainEqual(expect.stringContaining('iban'));
  });
});

import type { CountryCode } from 'libphonenumber-js';

/**
 * How numbers without a country code are written where our texts come from. All but French mobiles need a sign between their
 * groups; where three times three digits follow a number, they are thousands.
 */
export const NATIONAL_SHAPES: readonly { readonly country: CountryCode; readonly shape: string }[] = [
  { country: 'US', shape: '(?:1[ .-])?(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[ .-])[2-9]\\d{2}[ .-]\\d{4}' },
  { country: 'FR', shape: '0[1-9](?:[ .-]\\d{2}){4}|0[67]\\d{8}' },
  {
    country: 'GB',
    shape: '\\(?0(?:7\\d{3}\\)? \\d{3} ?\\d{3}|2\\d\\)? \\d{4} ?\\d{4}|1\\d{2,3}\\)? \\d{3} ?\\d{3,4})',
  },
  {
    country: 'NL',
    shape:
      '\\(?0(?:6[ -]\\d{8}|6[ -]\\d{4} ?\\d{4}|\\d{2}\\)?[ -]\\d{3} ?\\d{2} ?\\d{2}|\\d{3}\\)?[ -]\\d{6})',
  },
  { country: 'DE', shape: '\\(?0[1-9]\\d{1,4}\\)? ?[ /-] ?\\d{3,8}(?:[ -]\\d{2,6})?(?![ -]\\d)' },
  { country: 'JP', shape: '\\(?0\\d{1,3}[-()]\\d{2,4}[-)]\\d{4}' },
  { country: 'BR', shape: '\\(?[1-9]\\d\\)? ?(?:9 ?)?\\d{4}-\\d{4}' },
  { country: 'IT', shape: '(?:(?<!\\d )3\\d{2}[ .-]\\d{3}[ .-]?\\d{3,4}|0\\d{1,3}[ ./-]\\d{3,4} ?\\d{3,4})' },
  {
    country: 'ES',
    shape:
      '(?:(?<!\\d )[6789]\\d{2} (?!000 000)\\d{3} \\d{3}|[6789]\\d{2} \\d{2} \\d{2} \\d{2}|[89]\\d \\d{3} \\d{2} \\d{2})',
  },
  { country: 'PT', shape: '(?<!\\d )(?:9\\d{2}|2\\d{2}) \\d{3} \\d{3}' },
];

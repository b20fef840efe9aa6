import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

/**
 * What the library is asked in one text. Its own finder of numbers in texts takes 18 s for a million digits with spaces, and a
 * single number up to 0.16 ms: beyond this many, a number is taken for what it looks like.
 */
const MAX_QUESTIONS = 20;

export type PhoneLibrary = {
  /** With a country code: new ranges are given out faster than tables follow, so a possible length is enough. */
  isPossible(number: string): boolean;
  isValid(number: string, country: CountryCode): boolean;
};

/** For one text. */
export function openPhoneLibrary(): PhoneLibrary {
  let questions = 0;
  const isSpent = () => ++questions > MAX_QUESTIONS;
  return {
    isPossible: (number) =>
      isSpent() || parsePhoneNumberFromString(number, { extract: false })?.isPossible() === true,
    isValid: (number, defaultCountry) =>
      isSpent() || parsePhoneNumberFromString(number, { defaultCountry, extract: false })?.isValid() === true,
  };
}

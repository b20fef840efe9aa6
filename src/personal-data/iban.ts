import { isAlphanumeric, unitAt, valueOf } from './characters.js';
import type { Detector } from './span.js';

/** Characters of an IBAN, both letters and both check digits included (SWIFT, IBAN registry). */
// prettier-ignore
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29, BY: 28, CH: 21, CR: 22, CY: 28,
  CZ: 24, DE: 22, DJ: 27, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FK: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23,
  GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32,
  LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MN: 20, MR: 27, MT: 31, MU: 30, NI: 28, NL: 18,
  NO: 15, OM: 23, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, RU: 33, SA: 24, SC: 31, SD: 18, SE: 24, SI: 19,
  SK: 24, SM: 27, SO: 23, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29, VA: 22, VG: 24, XK: 20, YE: 30,
};

/** By both letters, as `valueOf` reads them. */
const LENGTHS_BY_COUNTRY = new Uint8Array(36 * 36);
for (const [country, length] of Object.entries(LENGTHS)) LENGTHS_BY_COUNTRY[countryAt(country, 0)] = length;

const COUNTRY_AND_CHECK = 4;
/** What the country and the check digits take as a number: two letters of two digits each, and two digits. */
const MOVED = 10 ** 6;
const BEGINNING = /(?<![a-z0-9])[a-z]{2}[ .-]?\d[ .-]?\d(?=[ .-]?[a-z0-9])/gi;

export const findIbans: Detector = function* (text) {
  // `test`, because it makes no match, and a text may be full of beginnings.
  let from = 0;
  for (;;) {
    BEGINNING.lastIndex = from;
    if (!BEGINNING.test(text)) return;
    from = BEGINNING.lastIndex;
    const start = beginningOf(text, from);
    const end = ibanEnd(text, start);
    if (end !== null) yield { start, end };
  }
};

function beginningOf(text: string, end: number): number {
  let start = end;
  for (let left = COUNTRY_AND_CHECK; left > 0;) {
    start -= 1;
    if (isAlphanumeric(unitAt(text, start))) left -= 1;
  }
  return start;
}

/**
 * Reads as many letters and digits as the country wants, in one piece or in groups; null when they are no IBAN by ISO 7064 mod
 * 97-10, over letters as 10…35 and with the first four characters at the end.
 */
function ibanEnd(text: string, start: number): number | null {
  const length = LENGTHS_BY_COUNTRY[countryAt(text, start)] ?? 0;
  let count = 0;
  let head = 0;
  let rest = 0;
  let at = start;
  for (; count < length; at++) {
    const unit = unitAt(text, at);
    const value = valueOf(unit);
    if (value >= 0) {
      if (count < COUNTRY_AND_CHECK) head = appended(head, value);
      else rest = appended(rest, value);
      count += 1;
    } else if (!isSeparator(unit) || !isAlphanumeric(unitAt(text, at + 1))) return null;
  }
  return count > 0 && !isAlphanumeric(unitAt(text, at)) && ((rest % 97) * MOVED + head) % 97 === 1
    ? at
    : null;
}

const isSeparator = (unit: number): boolean => unit === 0x20 || unit === 0x2d || unit === 0x2e;

/** Divided only before it would leave 32 bits. */
const appended = (number: number, value: number): number =>
  (number > 10 ** 7 ? number % 97 : number) * (value > 9 ? 100 : 10) + value;

function countryAt(text: string, offset: number): number {
  return valueOf(unitAt(text, offset)) * 36 + valueOf(unitAt(text, offset + 1));
}

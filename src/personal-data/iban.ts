import { findBeginnings, type Detector } from './span.js';

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

const COUNTRY_AND_CHECK = 4;
/** What the country and the check digits take as a number: two letters of two digits each, and two digits. */
const MOVED = 10 ** 6;
const BEGINNING = /[a-z](?<![a-z0-9].)(?=[a-z][ .-]?\d[ .-]?\d[ .-]?[a-z0-9])/gi;
/** All of it, in one piece or in groups, by country. */
const SHAPES = new Map(
  Object.entries(LENGTHS).map(([country, length]) => [
    country,
    new RegExp(`${country}(?:[ .-]?[a-z0-9]){${length - country.length}}(?![a-z0-9])`, 'iy'),
  ]),
);

export const findIbans: Detector = function* (text) {
  for (const start of findBeginnings(text, BEGINNING)) {
    const shape = SHAPES.get(text.slice(start, start + 2).toUpperCase());
    if (!shape) continue;
    shape.lastIndex = start;
    if (shape.test(text) && isRight(text, start, shape.lastIndex)) yield { start, end: shape.lastIndex };
  }
};

/** ISO 7064 mod 97-10 over digits and letters as 10…35, the first four characters last. The signs between sort before digits. */
function isRight(text: string, start: number, end: number): boolean {
  let count = 0;
  let head = 0;
  let rest = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x30) continue;
    const value = unit <= 0x39 ? unit - 0x30 : (unit | 0x20) - 0x61 + 10;
    const shift = value > 9 ? 100 : 10;
    count += 1;
    if (count <= COUNTRY_AND_CHECK) head = head * shift + value;
    else rest = (rest * shift + value) % 97;
  }
  return (rest * MOVED + head) % 97 === 1;
}

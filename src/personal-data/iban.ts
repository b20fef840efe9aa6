import { isAlphanumeric, unitAt, valueOf } from './characters.js';
import { findMatches, type Detector, type Span } from './span.js';

/** Characters of an IBAN, both letters and both check digits included (SWIFT IBAN registry, release 99). */
// prettier-ignore
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29, BY: 28, CH: 21, CR: 22, CY: 28,
  CZ: 24, DE: 22, DJ: 27, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FK: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23,
  GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32,
  LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MN: 20, MR: 27, MT: 31, MU: 30, NI: 28, NL: 18,
  NO: 15, OM: 23, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, RU: 33, SA: 24, SC: 31, SD: 18, SE: 24, SI: 19,
  SK: 24, SM: 27, SO: 23, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29, VA: 22, VG: 24, XK: 20, YE: 30,
};

const CHECKED_LAST = 4;

const BEGINNING = /(?<![a-z0-9])[a-z]{2}[ -]?\d[ -]?\d(?=[ -]?[a-z0-9])/gi;

export const findIbans: Detector = (text) => {
  const spans: Span[] = [];
  for (const { start } of findMatches(text, BEGINNING)) {
    const end = ibanEnd(text, start);
    if (end !== null) spans.push({ start, end });
  }
  return spans;
};

/** Reads as many letters and digits as the country wants, in one piece or in groups; null when they are no IBAN. */
function ibanEnd(text: string, start: number): number | null {
  const length = LENGTHS[text.slice(start, start + 2).toUpperCase()];
  if (length === undefined) return null;
  const values: number[] = [];
  let at = start;
  for (; values.length < length; at++) {
    const unit = unitAt(text, at);
    if (isAlphanumeric(unit)) values.push(valueOf(unit));
    else if ((unit !== 0x20 && unit !== 0x2d) || !isAlphanumeric(unitAt(text, at + 1))) return null;
  }
  return !isAlphanumeric(unitAt(text, at)) && remainderOf(values) === 1 ? at : null;
}

/** ISO 7064 mod 97-10, letters as 10…35, over the IBAN with its first four characters moved to the end. */
function remainderOf(values: readonly number[]): number {
  let remainder = 0;
  for (let place = 0; place < values.length; place++) {
    const value = values[(place + CHECKED_LAST) % values.length] ?? 0;
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

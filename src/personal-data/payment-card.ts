import type { Detector, Span } from './span.js';

const MAX_DIGITS = 19;
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isSeparator = (unit: number): boolean => unit === 0x20 || unit === 0x2d || unit === 0x2e;

/** Lengths that issuers use, by the first digits (ISO/IEC 7812 ranges of the schemes). */
const SCHEMES: readonly { readonly prefix: RegExp; readonly lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^3(0[0-5]|095|[689])/, lengths: [14, 16, 19] },
  { prefix: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { prefix: /^(6011|64[4-9]|65|62|81)/, lengths: [16, 17, 18, 19] },
  { prefix: /^(50|5[6-9]|6)/, lengths: [13, 14, 15, 16, 18, 19] },
];

/**
 * Numbers in the lengths of their scheme whose last digit is right by Luhn, in one piece or in groups, even digit by digit. One
 * in ten order numbers that look like a card is right by chance: no text can tell them apart.
 */
export const findPaymentCards: Detector = (text) => {
  const spans: Span[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!isDigit(text.charCodeAt(at))) continue;
    const end = isGlued(text, at) ? null : cardEnd(text, at);
    if (end !== null) spans.push({ start: at, end });
    at = end === null ? groupEnd(text, at) : end - 1;
  }
  return spans;
};

/** Letters and underscores before a number make it the number of something. */
const isGlued = (text: string, at: number): boolean => at > 0 && /\w/.test(text.charAt(at - 1));

function groupEnd(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end + 1))) end += 1;
  return end;
}

/** Where the longest card number that begins here ends; null when none does. */
function cardEnd(text: string, start: number): number | null {
  const lengths = lengthsOf(text, start);
  if (lengths.length === 0) return null;
  let digits = 0;
  // Luhn counts from the right: both sums are kept until the length is known.
  let [oddDoubled, evenDoubled] = [0, 0];
  let found: number | null = null;
  for (let at = start; digits < MAX_DIGITS; at++) {
    const unit = text.charCodeAt(at);
    if (!isDigit(unit)) {
      if (isSeparator(unit) && isDigit(text.charCodeAt(at + 1))) continue;
      break;
    }
    const digit = unit - 0x30;
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
    digits += 1;
    oddDoubled += digits % 2 === 1 ? doubled : digit;
    evenDoubled += digits % 2 === 0 ? doubled : digit;
    const sum = digits % 2 === 0 ? oddDoubled : evenDoubled;
    const next = text.charCodeAt(at + 1);
    if (sum % 10 === 0 && lengths.includes(digits) && !isDigit(next) && !/\w/.test(text.charAt(at + 1)))
      found = at + 1;
  }
  return found;
}

function lengthsOf(text: string, start: number): readonly number[] {
  if (!/[2-68]/.test(text.charAt(start))) return [];
  const prefix = text.slice(start, start + 8).replace(/[ .-]/g, '');
  return SCHEMES.find((scheme) => scheme.prefix.test(prefix))?.lengths ?? [];
}

import { findBeginnings, type Detector } from './span.js';

const MAX_DIGITS = 19;
const PREFIX_DIGITS = 4;

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
/** One bit for each length that a scheme with such first digits has. */
const LENGTHS_BY_PREFIX = Int32Array.from({ length: 10 ** PREFIX_DIGITS }, (_, prefix) => {
  const digits = String(prefix).padStart(PREFIX_DIGITS, '0');
  const lengths = SCHEMES.find((scheme) => scheme.prefix.test(digits))?.lengths ?? [];
  return lengths.reduce((bits, length) => bits | (1 << length), 0);
});

/**
 * As many digits as a card has, from one that a letter doesn't touch. Among other digits a card begins with a group of four of
 * its own, or is dictated digit by digit from the first on.
 */
const BEGINNING = /[2-68](?<!\w.)(?=\d{3}|(?<!\d[ .-].))/g;

/**
 * Numbers in the lengths of their scheme whose last digit is right by Luhn, in one piece, in groups, or dictated digit by digit.
 * One in ten order numbers that look like a card is right by chance: no text can tell them apart.
 */
export const findPaymentCards: Detector = function* (text) {
  let units: Uint16Array | undefined;
  let from = 0;
  for (const start of findBeginnings(text, BEGINNING)) {
    units ??= unitsOf(text);
    const end = start < from ? null : cardEnd(units, start);
    if (end === null) continue;
    yield { start, end };
    from = end;
  }
};

/** Strings have many shapes inside, and every unit asked of one is a question which: over a text of digits that is half of the time. */
function unitsOf(text: string): Uint16Array {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint16Array(bytes.buffer, bytes.byteOffset, text.length);
}

/** Where the longest card number that begins here ends; null when none does. */
function cardEnd(units: Uint16Array, start: number): number | null {
  let found: number | null = null;
  let lengths = 0;
  let prefix = 0;
  let count = 0;
  // Luhn doubles every second digit from the right but the last: both sums are kept until the length is known.
  let oddDoubled = 0;
  let evenDoubled = 0;
  let separated = false;
  for (let at = start; count < MAX_DIGITS && at < units.length; at++) {
    const unit = units[at] ?? 0;
    if (!isDigit(unit)) {
      if (separated || !isSeparator(unit)) break;
      separated = true;
      continue;
    }
    separated = false;
    const digit = unit - 0x30;
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
    count += 1;
    const isOdd = (count & 1) === 1;
    oddDoubled += isOdd ? doubled : digit;
    evenDoubled += isOdd ? digit : doubled;
    if (count <= PREFIX_DIGITS) prefix = prefix * 10 + digit;
    if (count === PREFIX_DIGITS) lengths = LENGTHS_BY_PREFIX[prefix] ?? 0;
    if (count >= PREFIX_DIGITS && lengths >> count === 0) break;
    if ((lengths & (1 << count)) === 0) continue;
    const isRight = (isOdd ? evenDoubled : oddDoubled) % 10 === 0;
    if (isRight && !/\w/.test(String.fromCharCode(units[at + 1] ?? 0))) found = at + 1;
  }
  return found;
}

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isSeparator = (unit: number): boolean => unit === 0x20 || unit === 0x2d || unit === 0x2e;

import { findMatches, type Detector } from '../span.js';

const TAX_ID = /(?<![\w.,+-])[1-9]\d(?: ?\d{3}){3}(?![\w-]|[.,]\d)/g;

/**
 * Steuer-Identifikationsnummer: among its first ten digits exactly one comes twice or three times; the last is by ISO 7064 mod
 * 11,10. One number in 250 is right by chance, so none needs a cue.
 */
export const findGermanTaxIds: Detector = (text) =>
  findMatches(text, TAX_ID, ({ value }) => {
    const digits = [...value.replaceAll(' ', '')].map(Number);
    return hasOneRepeatedDigit(digits.slice(0, 10)) && checkDigit(digits.slice(0, 10)) === digits[10];
  });

function hasOneRepeatedDigit(digits: readonly number[]): boolean {
  const counts = Array<number>(10).fill(0);
  for (const digit of digits) counts[digit] = (counts[digit] ?? 0) + 1;
  const repeated = counts.filter((count) => count > 1);
  return repeated.length === 1 && Number(repeated[0]) <= 3;
}

function checkDigit(digits: readonly number[]): number {
  const product = digits.reduce((carried, digit) => (((digit + carried) % 10 || 10) * 2) % 11, 10);
  return (11 - product) % 10;
}

import { cuedBefore } from '../cued.js';
import { findMatches, type Detector } from '../span.js';
import { weightedSum } from './weighted-sum.js';

const CPF = /(?<![\w.,+-])\d{3}\.?\d{3}\.?\d{3}-?\d{2}(?![\w-]|[.,]\d)/g;
const CUE = /\bcpf\b|cadastro de pessoas/i;

/** Two check digits. In its own dress it speaks for itself, as eleven plain digits only after a cue. */
export const findBrazilianCpfs: Detector = (text) =>
  findMatches(text, CPF, ({ value, start }) => {
    const digits = value.replace(/[.-]/g, '');
    const dressed = /^\d{3}\.\d{3}\.\d{3}-/.test(value);
    return hasCheckDigits(digits) && (dressed || cuedBefore(text, start, CUE));
  });

function hasCheckDigits(digits: string): boolean {
  if (/^(\d)\1+$/.test(digits)) return false;
  const check = (count: number) => {
    const weights = Array.from({ length: count }, (_, place) => count + 1 - place);
    return ((weightedSum(digits, weights) * 10) % 11) % 10;
  };
  return check(9) === Number(digits[9]) && check(10) === Number(digits[10]);
}

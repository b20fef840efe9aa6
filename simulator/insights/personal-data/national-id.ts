import type { Language } from '../../languages.js';
import type { Draw } from './draw.js';

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

const weightedSum = (digits: string, weightAt: (index: number) => number): number =>
  Array.from(digits, Number).reduce((sum, digit, index) => sum + digit * weightAt(index), 0);

/** Area, group and serial number have no check digit; the ranges that were never given out are left out. */
function socialSecurityNumber(draw: Draw): string {
  const [area, group] = [draw.number(100, 665), draw.number(10, 99)];
  return `${String(area)}-${String(group)}-${String(draw.number(1000, 9999))}`;
}

function dni(draw: Draw): string {
  const number = draw.number(10_000_000, 99_999_999);
  return `${String(number)}${DNI_LETTERS.charAt(number % 23)}`;
}

/** Eleven digits, of which one of the first ten comes twice; the last is by ISO 7064, MOD 11,10. */
function steuerId(draw: Draw): string {
  const shuffled = Array.from('123456789', (digit) => ({ digit, rank: draw.number(1, 1_000_000) }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ digit }) => digit);
  const number = `${shuffled.join('')}${draw.oneOf(shuffled.slice(0, 8))}`;
  let product = 10;
  for (const digit of number) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return `${number}${String((11 - product) % 10)}`;
}

/** The key is 97 less the remainder of the first thirteen digits. */
function numeroDeSecuriteSociale(draw: Draw): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const born = `${String(draw.number(1, 2))}${two(draw.number(40, 99))}${two(draw.number(1, 12))}`;
  const body = `${born}${two(draw.number(1, 19))}${String(draw.number(100, 899))}${String(draw.number(100, 899))}`;
  return `${body}${two(97 - (Number(body) % 97))}`;
}

function cpf(draw: Draw): string {
  const check = (digits: string): string => {
    const remainder = weightedSum(digits, (index) => digits.length + 1 - index) % 11;
    return String(remainder < 2 ? 0 : 11 - remainder);
  };
  const body = `${String(draw.number(1, 8))}${draw.digits(7)}9`;
  const first = `${body}${check(body)}`;
  const all = `${first}${check(first)}`;
  return `${all.slice(0, 3)}.${all.slice(3, 6)}.${all.slice(6, 9)}-${all.slice(9)}`;
}

/** Twelve digits; weights count from the right: 2 to 7, then from 2 again. */
function myNumber(draw: Draw): string {
  const body = `${String(draw.number(1, 9))}${draw.digits(10)}`;
  const remainder = weightedSum(body, (index) => (index < 5 ? 6 - index : 12 - index)) % 11;
  return `${body}${String(remainder <= 1 ? 0 : 11 - remainder)}`;
}

const NATIONAL_ID: Readonly<Record<Language, (draw: Draw) => string>> = {
  'en-US': socialSecurityNumber,
  'es-ES': dni,
  'de-DE': steuerId,
  'fr-FR': numeroDeSecuriteSociale,
  'pt-BR': cpf,
  'ja-JP': myNumber,
};

/** Numbers that a checker accepts. Nobody's: they are drawn, not looked up. */
export const nationalIdOf = (language: Language, draw: Draw): string => NATIONAL_ID[language](draw);

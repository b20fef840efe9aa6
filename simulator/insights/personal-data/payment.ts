import type { Draw } from './draw.js';

/** The digit that makes the whole pass Luhn's check. */
function luhnDigit(body: string): number {
  const sum = Array.from(body, Number)
    .toReversed()
    .map((digit, index) => (index % 2 === 0 ? digit * 2 : digit))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return (10 - (sum % 10)) % 10;
}

/** In the range from which payment providers give out numbers for tests. */
export function cardNumber(draw: Draw): string {
  const body = `400000${draw.digits(9)}`;
  const groups = `${body}${String(luhnDigit(body))}`.match(/.{4}/g) ?? [];
  return groups.join(draw.oneOf([' ', '-', '']));
}

/** ISO 13616: letters count from 10, and the whole leaves 1 when divided by 97. */
function ibanCheckDigits(country: string, account: string): string {
  const digits = Array.from(`${account}${country}00`, (character) => String(parseInt(character, 36))).join(
    '',
  );
  return String(98n - (BigInt(digits) % 97n)).padStart(2, '0');
}

/** Well-formed as in three countries; the banks do not exist. */
export function iban(draw: Draw): string {
  const [country, account] = draw.oneOf([
    ['DE', `00000000${draw.digits(10)}`],
    ['NL', `DEMO${draw.digits(10)}`],
    ['GB', `DEMO000000${draw.digits(8)}`],
  ] as const);
  const whole = `${country}${ibanCheckDigits(country, account)}${account}`;
  return draw.oneOf([true, false]) ? whole : (whole.match(/.{1,4}/g) ?? []).join(' ');
}

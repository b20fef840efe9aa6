import type { SeededRandom } from '../../seeded-random.js';

/** Values that follow from a seed one after the other. */
export type Draw = {
  /** A whole number from `min` to `max`. */
  number(min: number, max: number): number;
  digits(count: number): string;
  /** Letters and digits. */
  characters(count: number): string;
  oneOf<T>(values: readonly T[]): T;
};

const CHARACTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export function createDraw(random: SeededRandom, ordinal: number, firstField: number): Draw {
  let field = firstField;

  function number(min: number, max: number): number {
    field += 1;
    return min + Math.floor(random.fraction(ordinal, field) * (max - min + 1));
  }

  function oneOf<T>(values: readonly T[]): T {
    const value = values[number(0, values.length - 1)];
    if (value === undefined) throw new RangeError('Nothing to draw from');
    return value;
  }

  const repeated = (count: number, draw: () => string | number): string =>
    Array.from({ length: count }, draw).join('');
  return {
    number,
    digits: (count) => repeated(count, () => number(0, 9)),
    characters: (count) => repeated(count, () => CHARACTERS.charAt(number(0, CHARACTERS.length - 1))),
    oneOf,
  };
}

import { findMatches, type Detector } from '../span.js';

/** Digits may be written as letters where two people would share a code (omocodia). */
const DIGIT = '[0-9lmnpqrstuv]';
const CODE = new RegExp(
  `(?<![a-z0-9])[a-z]{6}${DIGIT}{2}[abcdehlmprst]${DIGIT}{2}[a-z]${DIGIT}{3}[a-z](?![a-z0-9])`,
  'gi',
);
/** Worth of 0…9 and A…Z at odd places (decree of 23 December 1976); at even places it is their order. */
const ODD_VALUES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

const orderOf = (character: string): number => {
  const value = parseInt(character, 36);
  return value > 9 ? value - 10 : value;
};

export const findItalianCodes: Detector = (text) =>
  findMatches(text, CODE, ({ value }) => {
    const sum = [...value.slice(0, 15)].reduce(
      (total, character, place) =>
        total + (place % 2 === 0 ? (ODD_VALUES[orderOf(character)] ?? NaN) : orderOf(character)),
      0,
    );
    return sum % 26 === orderOf(value.charAt(15));
  });

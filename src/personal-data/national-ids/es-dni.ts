import { findMatches, type Detector } from '../span.js';

const DNI = /(?<![\w.-])(?:\d{2}\.?\d{3}\.?\d{3}|[xyz][ -]?\d{7})[ -]?[a-z](?![a-z0-9])/gi;
const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** DNI and NIE: the last letter tells the number modulo 23; X, Y, Z of a foreigner count as 0, 1, 2. */
export const findSpanishIds: Detector = (text) =>
  findMatches(text, DNI, ({ value }) => {
    const compact = value.toUpperCase().replace(/[ .-]/g, '');
    const number = compact.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
    return LETTERS[Number(number) % 23] === compact.at(-1);
  });

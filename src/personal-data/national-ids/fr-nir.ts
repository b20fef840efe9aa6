import { findMatches, type Detector } from '../span.js';

/** Sex, year, month, department (2A and 2B for Corsica), commune, order, key. */
const NIR =
  /(?<![\w.,+-])[12] ?\d{2} ?(?:0[1-9]|[1-9]\d) ?(?:\d{2}|2[ab]) ?\d{3} ?\d{3}[ -]?\d{2}(?![\w-]|[.,]\d)/gi;

/** Numéro de sécurité sociale: the key is 97 less the rest modulo 97, with 2A and 2B counted as 19 and 18. */
export const findFrenchNirs: Detector = (text) =>
  findMatches(text, NIR, ({ value }) => {
    const compact = value.replace(/[ -]/g, '').toUpperCase();
    const number = Number(compact.slice(0, 13).replace('2A', '19').replace('2B', '18'));
    return 97 - (number % 97) === Number(compact.slice(13));
  });

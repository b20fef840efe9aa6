import { cuedBefore } from '../cued.js';
import { findMatches, type Detector } from '../span.js';
import { lastDigit, weightedSum } from './weighted-sum.js';

const TWELVE_DIGITS = /(?<![\w.,+-])\d{4}[ -]?\d{4}[ -]?\d{4}(?![\w-]|[.,]\d)/g;
export const MY_NUMBER_CUE = /マイナンバー|個人番号|my ?number|individual number/i;
const WEIGHTS = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** One check digit (ministerial order No. 85 of 2014), so a cue has to say what it is. */
export const findMyNumbers: Detector = (text) =>
  findMatches(text, TWELVE_DIGITS, ({ value, start }) => {
    const remainder = weightedSum(value, WEIGHTS) % 11;
    const check = remainder <= 1 ? 0 : 11 - remainder;
    return check === lastDigit(value) && cuedBefore(text, start, MY_NUMBER_CUE);
  });

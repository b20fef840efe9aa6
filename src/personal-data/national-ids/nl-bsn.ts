import { cuedBefore } from '../cued.js';
import { findMatches, type Detector } from '../span.js';
import { weightedSum } from './weighted-sum.js';

const NINE_DIGITS = /(?<![\w.,+-])\d{4}[. ]?\d{2}[. ]?\d{3}(?![\w-]|[.,]\d)/g;
export const BSN_CUE = /\bbsn\b|burgerservice|sofi-?nummer/i;
const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** One in eleven numbers passes its test, so a cue has to say what it is. */
export const findDutchBsns: Detector = (text) =>
  findMatches(
    text,
    NINE_DIGITS,
    ({ value, start }) => weightedSum(value, WEIGHTS) % 11 === 0 && cuedBefore(text, start, BSN_CUE),
  );

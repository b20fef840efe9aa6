import { cuedBefore } from '../cued.js';
import { findMatches, type Detector } from '../span.js';
import { lastDigit, weightedSum } from './weighted-sum.js';

const NIF = /(?<![\w.,+-])[1-9]\d{2} ?\d{3} ?\d{3}(?![\w-]|[.,]\d)/g;
export const NIF_CUE = /\bnif\b|contribuinte|identifica[çc][ãa]o fiscal/i;
const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2];

/** One check digit modulo 11, so a cue has to say what it is. */
export const findPortugueseNifs: Detector = (text) =>
  findMatches(text, NIF, ({ value, start }) => {
    const remainder = weightedSum(value, WEIGHTS) % 11;
    const check = remainder <= 1 ? 0 : 11 - remainder;
    return check === lastDigit(value) && cuedBefore(text, start, NIF_CUE);
  });

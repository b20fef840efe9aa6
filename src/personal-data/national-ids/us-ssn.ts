import { cuedBefore } from '../cued.js';
import { findMatches, type Detector } from '../span.js';

/** No check digit; never given out: areas 000, 666 and 900–999, group 00, serial 0000 (SSA, "SSN randomization"). */
const SSN = /(?<![\w-])(?!000|666|9)\d{3}([ -]?)(?!00)\d{2}\1(?!0000)\d{4}(?![\w-])/g;
const CUE = /\bssn\b|social[- ]security|seguro social/i;

/** With hyphens it speaks for itself; nine digits otherwise need somebody to say what they are. */
export const findUsSsns: Detector = (text) =>
  findMatches(text, SSN, ({ value, start }) => value.includes('-') || cuedBefore(text, start, CUE));

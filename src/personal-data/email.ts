import { isAlphanumeric, unitAt } from './characters.js';
import { findMatches, type Detector, type Span } from './span.js';

/** What people write instead of `@` to be safe from robots. */
const BRACKETED_AT = / ?[([](?:at|ät|arroba|arobase)[)\]] ?/gi;
/** `.`, `%`, `+`, `'`, `-`, `_` beside letters and digits. */
const LOCAL_SIGNS = new Set([0x2e, 0x25, 0x2b, 0x27, 0x2d, 0x5f]);
const MAX_LOCAL = 64;
const FIRST_ACCENTED = 0xc0;
const DOT = '(?:\\.| ?[([](?:dot|punkt|punto|point|ponto)[)\\]] ?)';
const DOMAIN = new RegExp(
  `(?:[a-z0-9\\u00c0-\\u024f-]{1,63}${DOT})+(?:xn--[a-z0-9-]{2,30}|[a-z]{2,24})(?![a-z0-9])`,
  'iy',
);
/** `logo@2x.png` is a picture for sharp screens. */
const PICTURE = /@\dx\.[a-z]+$/i;

const SPOKEN_DOT = '(?:dot|point|punkt|punto|ponto|underscore|dash)';
/** As transcripts have it. Without a dot in the first part it could be any sentence with an `at`. */
const SPOKEN_END = new RegExp(
  ` (?:at|ät|arroba|arobase|chiocciola) [a-z0-9-]{1,30}(?: ${SPOKEN_DOT} [a-z]{2,12}){1,3}(?![a-z0-9])`,
  'gi',
);
const SPOKEN_BEGINNING = new RegExp(
  `(?<![a-z0-9])[a-z0-9]{1,30}(?: ${SPOKEN_DOT} [a-z0-9]{1,30}){1,4}$`,
  'i',
);
const MAX_SPOKEN_BEGINNING = 200;

export const findEmails: Detector = function* (text) {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const email = canBeginDomain(text, at + 1) ? emailAround(text, { start: at, end: at + 1 }) : null;
    if (email) yield email;
  }
  for (const at of findMatches(text, BRACKETED_AT)) {
    const email = emailAround(text, at);
    if (email) yield email;
  }
  yield* findSpoken(text);
};

function* findSpoken(text: string): Generator<Span> {
  for (const { start, end } of findMatches(text, SPOKEN_END)) {
    const before = SPOKEN_BEGINNING.exec(text.slice(Math.max(0, start - MAX_SPOKEN_BEGINNING), start));
    if (before) yield { start: start - before[0].length, end };
  }
}

const canBeginDomain = (text: string, offset: number): boolean =>
  isAlphanumeric(unitAt(text, offset)) || unitAt(text, offset) >= FIRST_ACCENTED;

function emailAround(text: string, at: Span): Span | null {
  const start = localStart(text, at.start);
  DOMAIN.lastIndex = at.end;
  if (start === at.start || !DOMAIN.test(text)) return null;
  const end = DOMAIN.lastIndex;
  return PICTURE.test(text.slice(start, end)) ? null : { start, end };
}

function localStart(text: string, at: number): number {
  let start = at;
  let first = at;
  for (; start > 0 && at - start < MAX_LOCAL; start--) {
    const unit = unitAt(text, start - 1);
    if (isAlphanumeric(unit)) first = start - 1;
    else if (!LOCAL_SIGNS.has(unit)) break;
  }
  return first;
}

import { isAlphanumeric, unitAt } from './characters.js';
import { findMatches, type Detector, type Span } from './span.js';

/** What people write instead of `@` to be safe from robots. */
const BRACKETED_AT = / ?[([](?:at|ät|arroba|arobase)[)\]] ?/gi;
/** `.`, `%`, `+`, `'`, `-`, `_` beside letters and digits. */
const LOCAL_SIGNS = new Set([0x2e, 0x25, 0x2b, 0x27, 0x2d, 0x5f]);
const MAX_LOCAL = 64;
const DOT = '(?:\\.| ?[([](?:dot|punkt|punto|point|ponto)[)\\]] ?)';
const DOMAIN = new RegExp(
  `(?:[a-z0-9\\u00c0-\\u024f-]{1,63}${DOT})+(?:xn--[a-z0-9-]{2,30}|[a-z]{2,24})(?![a-z0-9])`,
  'iy',
);
/** `logo@2x.png` is a picture for sharp screens. */
const PICTURE = /@\dx\.[a-z]+$/i;

const SPOKEN_DOT = '(?:dot|point|punkt|punto|ponto|underscore|dash)';
/** As transcripts have it. Without a dot in the first part it could be any sentence with an `at`. */
const SPOKEN = new RegExp(
  `(?<![a-z0-9])[a-z0-9]{1,30}(?: ${SPOKEN_DOT} [a-z0-9]{1,30}){1,4} ` +
    `(?:at|ät|arroba|arobase|chiocciola) [a-z0-9-]{1,30}(?: ${SPOKEN_DOT} [a-z]{2,12}){1,3}(?![a-z0-9])`,
  'gi',
);

export const findEmails: Detector = (text) => [
  ...findAround(text, findAts(text)),
  ...findAround(text, findMatches(text, BRACKETED_AT)),
  ...findMatches(text, SPOKEN),
];

function findAts(text: string): Span[] {
  const ats: Span[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (isAlphanumeric(unitAt(text, at + 1)) || unitAt(text, at + 1) >= 0xc0)
      ats.push({ start: at, end: at + 1 });
  }
  return ats;
}

function findAround(text: string, ats: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const at of ats) {
    const start = localStart(text, at.start);
    DOMAIN.lastIndex = at.end;
    if (start === at.start || !DOMAIN.test(text)) continue;
    const end = DOMAIN.lastIndex;
    if (!PICTURE.test(text.slice(start, end))) spans.push({ start, end });
  }
  return spans;
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

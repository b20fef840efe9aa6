import { findBeginnings, findMatches, type Detector, type Span } from './span.js';

/** Between the two parts of an address; most others in a text of nothing else are passed over without a question. */
const AT = /@(?<=[a-z0-9._%+'-]@)(?=[a-z0-9\u00c0-\u024f])/gi;

/** What people write instead of `@` to be safe from robots. */
const BRACKETED_AT = / ?[([](?:at|ät|arroba|arobase)[)\]] ?/gi;
const LOCAL_CHARACTER = /[a-z0-9._%+'-]/i;
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
  for (const at of findBeginnings(text, AT)) {
    const email = emailAround(text, { start: at, end: at + 1 });
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

function emailAround(text: string, at: Span): Span | null {
  DOMAIN.lastIndex = at.end;
  if (!DOMAIN.test(text)) return null;
  const end = DOMAIN.lastIndex;
  const start = localStart(text, at.start);
  return start === at.start || PICTURE.test(text.slice(start, end)) ? null : { start, end };
}

/** Where the first part begins: with a letter or a digit, whatever signs stand before it. */
function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL && LOCAL_CHARACTER.test(text.charAt(start - 1))) start -= 1;
  while (start < at && !/[a-z0-9_]/i.test(text.charAt(start))) start += 1;
  return start;
}

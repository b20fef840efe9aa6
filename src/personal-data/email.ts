import { findMatches, type Detector, type Span } from './span.js';

/** `@`, or what people write instead of it to be safe from robots. */
const AT = /@| ?[([](?:at|ät|arroba|arobase)[)\]] ?/gi;
const LOCAL_CHARACTER = /[A-Za-z0-9._%+'-]/;
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

export const findEmails: Detector = (text) => [...findWritten(text), ...findMatches(text, SPOKEN)];

function findWritten(text: string): Span[] {
  const spans: Span[] = [];
  for (const { index, 0: at } of text.matchAll(AT)) {
    const start = localStart(text, index);
    DOMAIN.lastIndex = index + at.length;
    if (start === index || !DOMAIN.test(text)) continue;
    const end = DOMAIN.lastIndex;
    if (!PICTURE.test(text.slice(index, end))) spans.push({ start, end });
  }
  return spans;
}

function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL && LOCAL_CHARACTER.test(text.charAt(start - 1))) start -= 1;
  while (start < at && !/[A-Za-z0-9_]/.test(text.charAt(start))) start += 1;
  return start;
}

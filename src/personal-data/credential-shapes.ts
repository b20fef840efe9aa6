import { findMatches, type Detector, type Span } from './span.js';

/** Keys and tokens whose makers gave them a shape of their own; the first is a JSON Web Token, base64url of `{"…` twice. */
const SHAPES = [
  'eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}(?:\\.[\\w-]*)?',
  '(?:A3T[A-Z0-9]|AKIA|ASIA)[A-Z0-9]{16}',
  'gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\\w{30,}|glpat-[\\w-]{20,}',
  'xox[abeoprs]-[A-Za-z0-9-]{10,}',
  'AIza[\\w-]{35}|ya29\\.[\\w-]{20,}',
  '(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{16,}',
  'sk-(?:[a-z]{2,8}-)?[\\w-]{20,}',
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}|npm_[A-Za-z0-9]{30,}|hf_[A-Za-z0-9]{30,}',
].join('|');
const SHAPED = new RegExp(`(?<![\\w-])(?:${SHAPES})(?![\\w-])`, 'g');

/** `Authorization: Bearer …`, `Basic …`. */
const AUTHORIZATION = /(?<![A-Za-z])(?:bearer|basic)[ :]{1,3}(?<value>[A-Za-z0-9+/_.~=-]{12,4096})/gi;

/** `https://user:password@host`. */
const IN_URL = /:\/\/(?<value>[^\s:@/\0]{1,64}:[^\s@/\0]{1,128})(?=@)/g;

const KEY_BEGINS = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g;
const KEY_ENDS = /-----END [A-Z ]{0,30}PRIVATE KEY-----/g;

/** What gives itself away, whatever stands around it. */
export const findCredentialShapes: Detector = function* (text) {
  yield* findMatches(text, SHAPED);
  yield* findPrivateKeys(text);
  yield* findMatches(text, IN_URL);
  yield* findMatches(text, AUTHORIZATION, ({ value }) => looksRandom(value));
};

/** A digit somewhere, or case that changes within: `Bearer authentication` is a way, not a token. */
export const looksRandom = (value: string): boolean => /\d/.test(value) || /[a-z][A-Z]/.test(value);

/** From its first line to its last, or to the end of the text when that was cut off. */
function* findPrivateKeys(text: string): Generator<Span> {
  let end = 0;
  for (const { start } of findMatches(text, KEY_BEGINS)) {
    if (start < end) continue;
    KEY_ENDS.lastIndex = start;
    end = KEY_ENDS.test(text) ? KEY_ENDS.lastIndex : text.length;
    yield { start, end };
  }
}

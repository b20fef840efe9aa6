import { findMatches, type Detector, type Span } from './span.js';

/** Keys and tokens whose makers gave them a shape of their own. */
const SHAPES = new RegExp(
  [
    // JSON Web Token: base64url of `{"…`, twice.
    'eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}(?:\\.[\\w-]*)?',
    '(?:A3T[A-Z0-9]|AKIA|ASIA)[A-Z0-9]{16}',
    'gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\\w{30,}|glpat-[\\w-]{20,}',
    'xox[abeoprs]-[A-Za-z0-9-]{10,}',
    'AIza[\\w-]{35}|ya29\\.[\\w-]{20,}',
    '(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{16,}',
    'sk-(?:[a-z]{2,8}-)?[\\w-]{20,}',
    'SG\\.[\\w-]{16,}\\.[\\w-]{16,}|npm_[A-Za-z0-9]{30,}|hf_[A-Za-z0-9]{30,}',
  ]
    .map((shape) => `(?:${shape})`)
    .join('|')
    .replace(/^/, '(?<![A-Za-z0-9_-])(?:')
    .concat(')(?![A-Za-z0-9_-])'),
  'g',
);

const KEY_BEGINS = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g;
const KEY_ENDS = /-----END [A-Z ]{0,30}PRIVATE KEY-----/g;

/** `Authorization: Bearer …`, `Basic …`: a word that follows has to look like nobody's prose. */
const AUTHORIZATION = /(?<![A-Za-z])(?:bearer|basic|token)[ :]{1,3}(?<value>[A-Za-z0-9+/_.~=-]{12,4096})/gi;

const IN_URL = /:\/\/(?<value>[^\s:@/\0]{1,64}:[^\s@/\0]{1,128})(?=@)/g;

const NAMES = [
  'passwords?|passcode|passphrase|pwd|passwort|kennwort|passw|contraseña|clave|mot de passe|senha',
  'palavra-?passe|parola d.ordine|wachtwoord|パスワード|暗証番号',
  'pin|cvv2?|cvc2?|security code|prüfnummer|otp|einmalcode',
  '(?:client|api|access|app|shared|signing)?[ _-]?secret(?:[ _-]?key)?',
  '(?:api|access|auth|private)[ _-]?key|(?:access|auth|refresh|api|session|bearer)?[ _-]?token',
].join('|');

/** What follows a name: a colon or equals sign, or a verb. Between them there may be a word such as `new` or `temporary`. */
const MARK = '["\']?(?:[ _-](?:code|number|nummer|key))? ?[:=] ?["\']?';
const VERB =
  '(?: (?:code|number|nummer))? ?(?:is now|is|was|ist jetzt|ist|lautet|es ahora|es|est maintenant|est|é agora|é|è ora|è|is nu|は) ?["\'「]?';
const VALUE = '(?:[^\\s"\'」,;\\0]{4,128}|\\d{3}(?!\\d))';

const AFTER_NAME = new RegExp(`(?<![a-zà-ÿ])(?:${NAMES})(?:${MARK}|${VERB})(?<value>${VALUE})`, 'gi');

export const findCredentials: Detector = (text) => {
  const named = findMatches(
    text,
    AFTER_NAME,
    (value, start) => looksChosen(value) || isWholeAnswer(text, start, start + value.length),
  );
  return [
    ...findMatches(text, SHAPES),
    ...findPrivateKeys(text),
    ...findMatches(text, IN_URL),
    ...findMatches(text, AUTHORIZATION, looksRandom),
    ...named,
  ].map(({ start, end }) => ({ start, end: withoutStop(text, end) }));
};

/** From its first line to its last, or to the end of the text when that was cut off. */
function findPrivateKeys(text: string): Span[] {
  const spans: Span[] = [];
  for (const { start } of findMatches(text, KEY_BEGINS)) {
    if (start < (spans.at(-1)?.end ?? 0)) continue;
    KEY_ENDS.lastIndex = start;
    spans.push({ start, end: KEY_ENDS.test(text) ? KEY_ENDS.lastIndex : text.length });
  }
  return spans;
}

/** A digit somewhere, or case that changes within: `Bearer authentication` is a way, not a token. */
const looksRandom = (value: string): boolean => /\d/.test(value) || /[a-z][A-Z]/.test(value);

/** A digit, a sign or changing case tells a password from the prose that follows the word. */
const looksChosen = (value: string): boolean =>
  looksRandom(value) || /[^\p{L}\d.,;:!?)(…。、-]/u.test(value.slice(0, -1));

/** `password: sunshine` and nothing after it; `password: reset by agent` goes on, and so does prose after a verb. */
const isWholeAnswer = (text: string, start: number, end: number): boolean =>
  /[:=] ?["']?$/.test(text.slice(start - 3, start)) && /^["']? ?(?:$|[\n,;])/.test(text.slice(end, end + 3));

/** The full stop of the sentence is not part of the secret. */
const withoutStop = (text: string, end: number): number =>
  /[.)。、]/.test(text.charAt(end - 1)) ? end - 1 : end;

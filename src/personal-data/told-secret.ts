import { looksRandom } from './credential-shapes.js';
import { findMatches, type Detector, type Match } from './span.js';

const NUMBER_NAMES =
  'pin(?:[ -](?:code|number|nummer))?|cvv2?|cvc2?|security code|prüfnummer|otp|einmalcode|暗証番号';
const NAMES = [
  'passwords?|passcode|passphrase|pwd|pw|pass(?= ?[:=])|passwort|kennwort|contraseña|clave|mot de passe|senha',
  'palavra-?passe|parola d.ordine|wachtwoord|パスワード',
  NUMBER_NAMES,
  '(?:client|api|access|app|shared|signing)?[ _-]?secret(?:[ _-]?key)?',
  '(?:api|access|auth|private|session)[ _-]?key|(?:access|auth|refresh|api|session|bearer)?[ _-]?token|session(?==)|key(?=[ :=]{1,3}[\\w-]{20})',
].join('|');

const MARK = '["\']? ?[:=] ?["\']?';
const VERB =
  ' ?(?:is now|is|was|ist jetzt|ist|lautet|es ahora|es|est maintenant|est|é agora|é|è ora|è|is nu|は) ?["\'「]?';
const VALUE = '(?:[^\\s"\'」,;\\0]{4,128}|\\d{3}(?!\\d))';
/** `contraseña provisional:`; where adjectives come first they are no matter. */
const ADJECTIVE =
  '(?: (?:provisional|temporal|nueva|actual|provisoire|temporaire|actuel|provisória|temporária|nova|provvisoria|temporanea|nuova))?';
/** `password for the portal is`, `token de acesso é`. */
const PURPOSE =
  '(?: (?:for|of|to|de|del|do|da|für|vom|zum|voor|van|pour|du|per|wi-?fi|wlan)(?: [a-zà-ÿ-]{1,14}){0,2})?';
const TOLD = new RegExp(
  `(?<![a-zà-ÿ])(?:${NAMES})(?:${ADJECTIVE}${PURPOSE}(?:${MARK}|${VERB})| )(?<value>${VALUE})`,
  'gi',
);
const NUMBER = new RegExp(`^(?:${NUMBER_NAMES})`, 'i');
const NAME_ONLY = new RegExp(`^(?:${NAMES}) $`, 'i');

/** `password: x`, `das Passwort lautet x`, `pin 1234`: the name of a secret, and what can be one after it. */
export const findToldSecrets: Detector = function* (text) {
  for (const { start, end } of findMatches(text, TOLD, (match) => isSecret(match, text))) {
    yield { start, end: /[.)。、]/.test(text.charAt(end - 1)) ? end - 1 : end };
  }
};

function isSecret({ value, before, end }: Match, text: string): boolean {
  if (NUMBER.test(before)) return /^\d/.test(value);
  if (NAME_ONLY.test(before)) return /\d/.test(value) && /[a-z]/i.test(value);
  return looksChosen(value) || (/[:=]/.test(before) && endsAt(text, end));
}

/** A digit, a sign or changing case tells a password from the prose that follows the word. */
const looksChosen = (value: string): boolean =>
  looksRandom(value) || /[^\p{L}\d.,;:!?)(…。、-]/u.test(value.slice(0, -1));

/** `password: sunshine` and nothing after it; `password: reset by agent` goes on. */
const endsAt = (text: string, end: number): boolean => /^["']? ?(?:$|[\n,;])/.test(text.slice(end, end + 3));

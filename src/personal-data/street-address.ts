import { findMatches, type Detector, type Span } from './span.js';

const WORD = "[A-ZÀ-Ý][A-Za-zÀ-ÿ'-]{0,24}";
const NUMBER = '\\d{1,5}(?: ?[a-zA-Z](?![A-Za-zÀ-ÿ]))?';
/** `Am Beispielweg`, `Unter den Mustern`: part of the name where a street follows. */
const GERMAN_PREFIX =
  '(?:(?:Am|Im|An der|An den|In der|Auf der|Auf dem|Unter den|Zum|Zur|Alte|Neue|Lange|Oude|Nieuwe) )?';

/** A number and a street, each in the order of its language. A street without a number is a place, not an address. */
const FORMS = [
  // 12 Sample Hill Road
  `(?<![\\w.,:/-])\\d{1,5}[A-Za-z]? (?:${WORD} ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Square|Sq|Terrace|Crescent|Close|Parkway|Highway)(?![\\wÀ-ÿ])`,
  // Musterstraße 12, Am Beispielweg 3
  `(?<![\\wÀ-ÿ])${GERMAN_PREFIX}[A-ZÀ-Ý][a-zà-ÿ-]{1,24}(?:straße|strasse|str\\.|weg|platz|allee|gasse|straat|laan|plein|gracht|kade|singel|dijk) ${NUMBER}(?![\\w.,-]*\\d)`,
  `(?<![\\wÀ-ÿ])(?!(?:Am|Im|An|Der|Die|Das|Zum|Zur|Vom|Beim|Auf|Kein|Jeder) )${WORD}(?:er|-)? ?(?:Straße|Strasse|Str\\.|Allee|Platz|Weg) ${NUMBER}(?![\\w.,-]*\\d)`,
  // 12, rue de l'Exemple
  `(?<![\\w.,:/-])\\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|bd|allée|place|impasse|chemin|quai|route) (?:(?:de la|de l'|du|des|de|d') ?)?(?:${WORD} ?){1,3}`,
  // Calle del Ejemplo 12, Rua do Exemplo, 12, Via dell'Esempio 12
  `(?<![\\wÀ-ÿ])(?:[Cc]alle|C/|[Aa]venida|[Aa]v\\.|[Pp]laza|[Pp]aseo|[Cc]amino|[Rr]ua|R\\.|[Tt]ravessa|[Pp]raça|[Ll]argo|[Ee]strada|[Vv]ia|[Vv]iale|[Cc]orso|[Pp]iazza|[Vv]icolo) (?:(?:de la|de los|de las|del|della|dello|dell'|delle|dei|degli|da|das|do|dos|de|di) ?)?${WORD}(?: (?:(?:de|da|do|di|del|e|y) )?${WORD}){0,3},? (?:n\\.?[ºo°]? ?|número |nº ?)?${NUMBER}(?![\\w.-]*\\d)`,
];
const EUROPEAN = new RegExp(FORMS.join('|'), 'g');

const JAPANESE_LETTERS = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー';
/** The block at the end of a Japanese address, 1-2-3 or 1丁目2番地, and the prefecture that it begins with. */
const BLOCK = new RegExp(`(?<=[${JAPANESE_LETTERS}])\\d{1,4}(?:丁目|番地?|-\\d)[\\d番地号-]{0,12}`, 'gu');
const MAX_BEFORE_BLOCK = 28;
const BEFORE_BLOCK = new RegExp(
  `(?:東京都|北海道|京都府|大阪府|\\p{Script=Han}{2,3}県)[${JAPANESE_LETTERS}]{2,24}$`,
  'u',
);

export const findStreetAddresses: Detector = (text) => [
  ...findMatches(text, EUROPEAN),
  ...findJapanese(text),
];

function findJapanese(text: string): Span[] {
  return findMatches(text, BLOCK).flatMap(({ start, end }) => {
    const before = BEFORE_BLOCK.exec(text.slice(Math.max(0, start - MAX_BEFORE_BLOCK), start));
    return before ? [{ start: start - before[0].length, end }] : [];
  });
}

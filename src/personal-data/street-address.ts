import { findMatches, type Detector } from './span.js';

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

const PREFECTURES =
  '東京都|北海道|京都府|大阪府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|' +
  '三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県';
/** Prefecture, at most a line of names, and the block: 東京都見本区例町1-2-3, …1丁目2番地. */
const JAPANESE = new RegExp(
  `(?:${PREFECTURES})[\\u3041-\\u30ff\\u4e00-\\u9fff々]{2,24}\\d{1,4}(?:丁目|番地?|-\\d)[\\d番地号-]{0,12}`,
  'g',
);

export const findStreetAddresses: Detector = function* (text) {
  yield* findMatches(text, EUROPEAN);
  yield* findMatches(text, JAPANESE);
};

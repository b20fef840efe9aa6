import { cuedBefore } from './cued.js';
import { NATIONAL_SHAPES } from './national-phone-shapes.js';
import { openPhoneLibrary, type PhoneLibrary } from './phone-library.js';
import { findMatches, type Detector, type Span } from './span.js';

const DIGITS = '\\d(?:[ ().\\/-]{0,2}\\d)';
const INTERNATIONAL = new RegExp(`(?<![\\w+])(?:\\+|00 ?)(?=[1-9])${DIGITS}{6,14}(?!\\w)`, 'g');
const NATIONAL = new RegExp(
  `(?<![\\w+]|\\d[.,:/-]|[€$£¥] ?)(?:${NATIONAL_SHAPES.map(({ shape }) => shape).join('|')})` +
    '(?!\\w|[.,:/-]\\d| ?[€$£¥%]| (?:EUR|USD|GBP|BRL|JPY|euros?|dollars?|reais|kWh|km|kg|[MG]B)(?!\\w))',
  'g',
);
const PHONE_WORDS =
  'phone|telephone|tel|mobile|cell|(?:call|reach)(?: (?:me|us|him|her|them|back|at|on)){1,3}|dial|whats ?app|fax|handy|' +
  'telefon(?:nummer)?|mobil(?:nummer)?|rückruf|rufnummer|teléfono|móvil|celular|llam[ae](?:me|r)?|téléphone|portable|' +
  'appele[rz](?:-moi)?|telefone|telemóvel|ligu?[ea]r?|telefono|cellulare|chiam(?:are|atemi|ami)|telefoon(?:nummer)?|' +
  'mobiel|bel(?:len)?|電話(?:番号)?|携帯(?:電話)?|連絡先';
/** No letters but a word or two between the cue and the number, and no line in between. */
const CUED = new RegExp(
  `(?<![a-zà-ÿ])(?:${PHONE_WORDS})(?:[^\\d\\n+@]{0,24}?)(?<value>\\(?${DIGITS}{6,14})(?![\\w]|[.,:/-]\\d| ?[€$£¥%])`,
  'gi',
);
/** Numbers of other things, where the word stands closer than one of phones. */
const OTHER_NUMBER =
  /(?:order|case|ticket|invoice|reference|ref|tracking|account|serial|part|item|contract|sku|lot|batch|meter|policy|booking|flight|article|isbn|bestell|artikel|charge|zähler|auftrag|vorgang|rechnung|kunden|vertrag|pedido|factura|caso|commande|facture|dossier|encomenda|fatura|protocolo|ordine|fattura|pratica|bestelling|factuur|zaak|klant|注文|伝票|管理|お問い合わせ|番号は?)[^\d]{0,24}$/i;
const PHONE_CUE = new RegExp(`(?<![a-zà-ÿ])(?:${PHONE_WORDS})[^\\d]{0,24}$`, 'i');

const SHAPES = NATIONAL_SHAPES.map(({ country, shape }) => ({
  country,
  shape: new RegExp(`^(?:${shape})$`),
}));

export const findPhones: Detector = function* (text) {
  const library = openPhoneLibrary();
  yield* findInternational(text, library);
  yield* findMatches(
    text,
    NATIONAL,
    ({ value, start }) => !isOtherNumber(text, start) && isNational(value, library),
  );
  yield* findMatches(text, CUED, ({ start }) => !isOtherNumber(text, start));
};

const isOtherNumber = (text: string, start: number): boolean =>
  cuedBefore(text, start, OTHER_NUMBER) && !cuedBefore(text, start, PHONE_CUE);

const isNational = (value: string, library: PhoneLibrary): boolean =>
  SHAPES.some(({ country, shape }) => shape.test(value) && library.isValid(value, country));

/** A number may be followed by another one that is none of its digits: `+49 30 23125 123 2026`. */
function* findInternational(text: string, library: PhoneLibrary): Generator<Span> {
  for (const { value, start, end } of findMatches(text, INTERNATIONAL)) {
    const shorter = value.replace(/[ ().\/-]+\d+$/, '');
    if (isPossible(value, library)) yield { start, end };
    else if (isPossible(shorter, library)) yield { start, end: start + shorter.length };
  }
}

const isPossible = (value: string, library: PhoneLibrary): boolean =>
  library.isPossible(value.replace(/^00 ?/, '+'));

import { findMatches, type Detector } from './span.js';

const NAME = "(?!(?:Dr|Prof|Mr|Mrs)\\P{L})\\p{Lu}[\\p{L}'-]{1,24}";
/** `van der Berg`, `de Souza`. */
const PARTICLE = '(?:van der|van den|van de|van|von|zu|de la|de|da|do|dos|del|della|di|le|la|el)';
const PREFIX = `(?:${PARTICLE} |[dl]')?`;
const FULL_NAME = `${PREFIX}${NAME}(?: (?:${PREFIX}${NAME}|\\p{Lu}\\.(?= \\p{Lu}))){0,3}(?![\\p{L}])`;

const TITLES = [
  'Mr\\.?|Mrs\\.?|Ms\\.?|Miss|Mx\\.?|Dr\\.?|Prof\\.?',
  'Herrn?|Frau|Señora?|Sr\\.|Sra\\.|Srta\\.|Don|Doña|Monsieur|Madame|Mademoiselle|Mme|Mlle|M\\.',
  'Senhora?|Dona|Signora?|Signorina|Sig\\.|Sig\\.ra|Meneer|Mevrouw|[Dd]hr\\.|[Mm]evr\\.|[Mm]eneer|[Mm]evrouw',
].join('|');
const TITLED = new RegExp(`(?<![\\p{L}])(?:${TITLES}) (?:Dr\\.? )?(?<value>${FULL_NAME})`, 'gu');

const INTRODUCTIONS = [
  '[Mm]y name is|(?:[Hh]is|[Hh]er|[Tt]heir|customer.s|caller.s) name is|[Ii]ch heiße|[Mm]ein Name ist|[Mm]e llamo',
  '[Mm]i nombre es|[Ss]e llama|[Jj]e m.appelle|[Mm]on nom est|[Mm]eu nome é|[Mm]e chamo|[Cc]hamo-me|[Mm]i chiamo',
  '[Ii]l mio nome è|[Ii]k heet|[Mm]ijn naam is',
].join('|');
const INTRODUCED = new RegExp(`(?<![\\p{L}])(?:${INTRODUCTIONS}) (?<value>${FULL_NAME})`, 'gu');

/** The end of a letter. */
const SIGNED = new RegExp(
  '(?:[Rr]egards|[Ss]incerely|[Gg]rüßen?|[Gg]ruß|[Ss]aludos|[Cc]ordialement|[Aa]tenciosamente|[Ss]aluti|groeten?|z\\. ?Hd\\.|zu Händen)' +
    `[,:]?[ \\n]{1,2}(?<value>${FULL_NAME})`,
  'gu',
);

/** A field of a form, unless it is the name of something else (`Product name: …`). */
const FIELD = new RegExp(
  `(?<![\\p{L}\\p{N}][ _-]?)(?:(?:[Ff]irst|[Ll]ast|[Ff]ull|[Cc]ustomer|[Cc]aller|[Aa]gent|[Cc]ontact) )?` +
    `(?:[Nn]ame|[Nn]ombre|[Nn]om|[Nn]ome|[Nn]aam) ?: ?(?<value>${FULL_NAME})`,
  'gu',
);

/** 田中様, 佐藤さん; 鈴木と申します. */
const JAPANESE =
  /(?<!\p{Script=Han})\p{Script=Han}{2,4}(?: \p{Script=Han}{1,3})?(?= ?(?:様|さん|氏|と申します)(?!\p{Script=Han}))/gu;
/** 名前は鈴木です, 私の名前はマリアです, 氏名: 田中 太郎; not what else has a name (製品の名前は…). */
const JAPANESE_FIELD =
  /(?<!(?<![私僕彼女客様者方])の)(?:名前|氏名)[は:] ?(?<value>\p{Script=Han}{2,4}(?: \p{Script=Han}{1,3})?|\p{Script=Katakana}[\p{Script=Katakana}ー・]{1,15})(?=です|と申します|$|[。、\n])/gu;
/** People by what they are to somebody, or names that nobody told. */
const NO_NAMES =
  /^(?:担当者?|責任者|店員|業者|会員|利用者|契約者|相手|運転手|配達員|皆|各位|御客|旦那|奥|息子|娘|母|父|弁護士|医者|隣人|管理人|大家|係員|受付|本人|家族|保護者|代理人|取引先|多数|何|大|別|不明|未定|匿名|秘密|非公開|同じ)/;

export const findPersonNames: Detector = function* (text) {
  for (const pattern of [TITLED, INTRODUCED, FIELD, SIGNED]) yield* findMatches(text, pattern);
  for (const pattern of [JAPANESE, JAPANESE_FIELD]) {
    yield* findMatches(text, pattern, ({ value }) => !NO_NAMES.test(value));
  }
};

import type { Language } from '../../languages.js';
import { ENGLISH } from './english.js';
import { FRENCH } from './french.js';
import { GERMAN } from './german.js';
import { JAPANESE } from './japanese.js';
import type { LanguageTexts } from './language-texts.js';
import { PORTUGUESE } from './portuguese.js';
import { SPANISH } from './spanish.js';

export const TEXTS: Readonly<Record<Language, LanguageTexts>> = {
  'en-US': ENGLISH,
  'es-ES': SPANISH,
  'de-DE': GERMAN,
  'fr-FR': FRENCH,
  'pt-BR': PORTUGUESE,
  'ja-JP': JAPANESE,
};

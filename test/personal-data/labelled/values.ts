import type { PersonalDataKind } from '../../../src/domain/personal-data.js';
import { de } from './values/de.js';
import { en } from './values/en.js';
import { es } from './values/es.js';
import { everywhere } from './values/everywhere.js';
import { fr } from './values/fr.js';
import { it } from './values/it.js';
import { ja } from './values/ja.js';
import { nl } from './values/nl.js';
import { pt } from './values/pt.js';
import type { LocalValues } from './values/local-values.js';

/*
 * Nobody's: domains of RFC 2606, addresses of RFC 5737 and 3849, numbers that Ofcom, ARCEP, the NANP and the Bundesnetzagentur keep
 * for fiction, test cards of the schemes, samples of the IBAN registry, specimen ids of the authorities. Where no range is kept
 * free, digits in a row.
 */
const BY_LANGUAGE: Readonly<Record<string, LocalValues>> = { en, de, es, fr, pt, it, nl, ja };

const CREDENTIALS = ['password', 'token'];
const KINDS: readonly string[] = [
  'email',
  'phone',
  'paymentCard',
  'iban',
  'ipAddress',
  'streetAddress',
  'personName',
];

/** What a word in braces stands for. */
export function kindOf(slot: string): PersonalDataKind {
  if (CREDENTIALS.includes(slot) || slot === 'credential') return 'credential';
  return KINDS.includes(slot) ? (slot as PersonalDataKind) : 'nationalId';
}

/** The values that a slot may get. The third of each three is kept for texts that are held out. */
export function valuesFor(slot: string, language: string, heldOut: boolean): readonly string[] {
  const local = language === 'hand' ? 'en' : language;
  const pools: Readonly<Record<string, readonly string[]>> = { ...everywhere, ...BY_LANGUAGE[local] };
  const pool = pools[slot];
  if (!pool) throw new Error(`${slot} has no values in ${language}`);
  return pool.filter((_, index) => (index % 3 === 2) === heldOut);
}

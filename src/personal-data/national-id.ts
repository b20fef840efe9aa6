import type { Detector } from './span.js';
import { findBrazilianCpfs } from './national-ids/br-cpf.js';
import { findFrenchNirs } from './national-ids/fr-nir.js';
import { findGermanTaxIds } from './national-ids/de-tax-id.js';
import { findItalianCodes } from './national-ids/it-codice-fiscale.js';
import { findMyNumbers, MY_NUMBER_CUE } from './national-ids/jp-my-number.js';
import { findPortugueseNifs, NIF_CUE } from './national-ids/pt-nif.js';
import { findSpanishIds } from './national-ids/es-dni.js';
import { findUsSsns } from './national-ids/us-ssn.js';
import { BSN_CUE, findDutchBsns } from './national-ids/nl-bsn.js';

const COUNTRIES: readonly Detector[] = [
  findBrazilianCpfs,
  findFrenchNirs,
  findGermanTaxIds,
  findItalianCodes,
  findSpanishIds,
  findUsSsns,
];

/** Numbers with one check digit, which one in ten has by chance: only a word can tell them. Most texts have none of these. */
const CUED_COUNTRIES: readonly Detector[] = [findDutchBsns, findMyNumbers, findPortugueseNifs];
const CUES = new RegExp([BSN_CUE, MY_NUMBER_CUE, NIF_CUE].map(({ source }) => source).join('|'), 'i');

export const findNationalIds: Detector = function* (text) {
  for (const find of COUNTRIES) yield* find(text);
  if (!CUES.test(text)) return;
  for (const find of CUED_COUNTRIES) yield* find(text);
};

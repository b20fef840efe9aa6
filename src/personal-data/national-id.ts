import type { Detector } from './span.js';
import { findBrazilianCpfs } from './national-ids/br-cpf.js';
import { findFrenchNirs } from './national-ids/fr-nir.js';
import { findGermanTaxIds } from './national-ids/de-tax-id.js';
import { findItalianCodes } from './national-ids/it-codice-fiscale.js';
import { findMyNumbers } from './national-ids/jp-my-number.js';
import { findPortugueseNifs } from './national-ids/pt-nif.js';
import { findSpanishIds } from './national-ids/es-dni.js';
import { findUsSsns } from './national-ids/us-ssn.js';
import { findDutchBsns } from './national-ids/nl-bsn.js';

const COUNTRIES: readonly Detector[] = [
  findBrazilianCpfs,
  findDutchBsns,
  findFrenchNirs,
  findGermanTaxIds,
  findItalianCodes,
  findMyNumbers,
  findPortugueseNifs,
  findSpanishIds,
  findUsSsns,
];

export const findNationalIds: Detector = function* (text) {
  for (const find of COUNTRIES) yield* find(text);
};

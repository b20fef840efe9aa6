import type { LocalValues } from './local-values.js';

export const fr: LocalValues = {
  phone: [
    '01 99 00 12 34',
    '06 39 98 45 67',
    '+33 6 39 98 01 02',
    '+33 1 99 00 55 66',
    '02.61.91.12.34',
    '05-36-49-22-33',
    '0033 6 39 98 77 88',
    '+33 (0)3 53 01 44 55',
    '04 65 71 12 34',
  ],
  streetAddress: [
    "12 rue de l'Exemple",
    '45, avenue du Modèle',
    '7 bis boulevard Imaginaire',
    '3 place Échantillon',
    '101 chemin des Essais',
    "8, impasse d'Essai",
  ],
  personName: ['Dupont-Exemple', 'Zoé Modèle', 'Exemple', 'Jean-Luc Essai', "d'Exemple", 'Élodie de Modèle'],
};

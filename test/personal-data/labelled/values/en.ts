import type { LocalValues } from './local-values.js';

export const en: LocalValues = {
  phone: [
    '+1 212 555 0143',
    '(415) 555-0199',
    '646-555-0112',
    '+44 7700 900123',
    '020 7946 0018',
    '+1-303-555-0177',
    '0161 496 0345',
    '312.555.0108',
    '+61 491 570 156',
    '00 1 212 555 0121',
    '+44 (0)20 7946 0999',
    '+353 20 910 1234',
  ],
  streetAddress: [
    '12 Sample Hill Road',
    '221B Example Street',
    '7 Nowhere Lane',
    '1500 Specimen Blvd',
    '48 Invented Ave',
    '3 Old Model Close',
  ],
  personName: ['John Sample', 'Jane Q. Specimen', "O'Sample", 'Mary-Ann Model', 'van der Sample', 'Specimen'],
};

import type { LocalValues } from './local-values.js';

export const nl: LocalValues = {
  phone: [
    '+31 6 12345678',
    '06-12345678',
    '020-1234567',
    '06 12345678',
    '+31 20 123 4567',
    '010 123 4567',
    '06 2345 6789',
    '0031 6 12345678',
    '+31 (0)6 12 34 56 78',
  ],
  streetAddress: [
    'Voorbeeldstraat 12',
    'Modellaan 45a',
    'Proefgracht 7',
    'Verzonnenplein 3',
    'Oude Voorbeeldweg 8',
    'Testkade 101',
  ],
  personName: [
    'Voorbeeld',
    'Anna de Model',
    'van den Voorbeeld',
    'Joost Proef',
    'Voorbeeld-Model',
    'Sanne van Proef',
  ],
};

import type { LocalValues } from './local-values.js';

export const it: LocalValues = {
  phone: [
    '+39 333 123 4567',
    '333 123 4567',
    '06 1234 5678',
    '+39 02 1234 5678',
    '347-123-4567',
    '02 12345678',
    '0039 333 1234567',
    '+39 055 123 456',
    '320.123.4567',
  ],
  streetAddress: [
    "Via dell'Esempio 12",
    'Viale del Modello, 45',
    'Piazza Inventata 7',
    'Corso Campione 3',
    'via della Prova, 101',
    'Vicolo Finto 8',
  ],
  personName: ['Esempio', 'Anna Modello', 'Mario Prova Esempio', "D'Esempio", 'di Modello', 'Zoè Campione'],
};

import type { LocalValues } from './local-values.js';

export const de: LocalValues = {
  phone: [
    '+49 30 23125 123',
    '030 23125 045',
    '0171 3920012',
    '0176 04069033',
    '+49 (0)89 99998 123',
    '0221 4710 456',
    '069/90009 123',
    '(040) 66969 123',
    '0049 30 23125 678',
  ],
  streetAddress: [
    'Musterstraße 12',
    'Am Beispielweg 3',
    'Probeallee 45 a',
    'Erfundener Platz 7',
    'Lange Musterstr. 8',
    'Nirgendwogasse 9',
  ],
  personName: [
    'Muster',
    'Erika Beispiel',
    'von Muster',
    'Müller-Muster',
    'Probe-Muster',
    'Max Ehrenfest-Probe',
  ],
};

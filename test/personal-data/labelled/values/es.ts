import type { LocalValues } from './local-values.js';

export const es: LocalValues = {
  phone: [
    '+34 612 345 678',
    '612 34 56 78',
    '912 345 678',
    '+34 911 234 567',
    '612 345 678',
    '934 56 78 90',
    '0034 612 345 678',
    '+34 912-345-678',
    '712 345 678',
  ],
  streetAddress: [
    'Calle del Ejemplo 12',
    'Avenida de la Muestra, 45',
    'C/ Inventada 7',
    'Plaza Ficticia 3',
    'Paseo del Modelo nº 8',
    'calle Muestra, 101',
  ],
  personName: [
    'Muestra',
    'Ana Ejemplo',
    'José Pérez Muestra',
    'Ejemplo Ñandú',
    'de la Muestra',
    'Ana María Modelo',
  ],
};

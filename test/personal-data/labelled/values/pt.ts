import type { LocalValues } from './local-values.js';

export const pt: LocalValues = {
  phone: [
    '+351 912 345 678',
    '(11) 91234-5678',
    '912 345 678',
    '+55 11 91234-5678',
    '(21) 2345-6789',
    '212 345 678',
    '11 91234-5678',
    '+55 (21) 2345-6789',
    '00351 912 345 678',
  ],
  streetAddress: [
    'Rua do Exemplo, 12',
    'Avenida da Amostra 45',
    'Travessa Inventada, 7',
    'Praça do Modelo, 3',
    'Largo da Prova 8',
    'Rua Amostra, nº 101',
  ],
  personName: [
    'Exemplo',
    'João Amostra',
    'Ana de Souza Modelo',
    'Amostra Conceição',
    'dos Exemplos',
    'Zé Modelo',
  ],
};

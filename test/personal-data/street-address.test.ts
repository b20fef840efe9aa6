import { describe, expect, it } from 'vitest';
import { found } from './found.js';

describe('street addresses', () => {
  it.each([
    '12 Sample Hill Road',
    '221B Example Street',
    'Musterstraße 12',
    'Am Beispielweg 3',
    'Lange Musterstr. 8',
    "12 rue de l'Exemple",
    '79 rue de l’Exemple',
    '45, avenue du Modèle',
    'Calle del Ejemplo 12',
    'Rua do Exemplo, 12',
    "Via dell'Esempio 12",
    'Voorbeeldstraat 45a',
    '東京都見本区例町1-2-3',
    '千葉県例市仮町２丁目３−４',
  ])('are found: %s', (address) => {
    expect(found(`at ${address}.`)).toEqual([`streetAddress: ${address}`]);
  });

  it.each([
    'Elm Street is closed',
    '5 streets away',
    'die Straße war gesperrt',
    'Am Platz 3 liegt Ware',
    'la rue était barrée',
    '東京都は広い',
  ])('are not seen in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

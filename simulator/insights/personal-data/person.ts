import type { Language } from '../../languages.js';
import type { Draw } from './draw.js';

type Names = { readonly first: readonly string[]; readonly last: readonly string[] };

/** Surnames that say of themselves that they are made up. */
const NAMES: Readonly<Record<Language, Names>> = {
  'en-US': { first: ['Emma', 'Oliver', 'Grace', 'Henry'], last: ['Samplewood', 'Testerman', 'Fakesmith'] },
  'es-ES': { first: ['Lucía', 'Mateo', 'Carmen', 'Javier'], last: ['Ejemplar', 'Pruebano', 'Ficticio'] },
  'de-DE': {
    first: ['Anna', 'Lukas', 'Greta', 'Felix'],
    last: ['Mustermeier', 'Beispielhuber', 'Probemann'],
  },
  'fr-FR': { first: ['Camille', 'Louis', 'Chloé', 'Hugo'], last: ['Exemplier', 'Essayard', 'Fictivier'] },
  'pt-BR': { first: ['Beatriz', 'Rafael', 'Camila', 'Thiago'], last: ['Exemplino', 'Testeira', 'Fictício'] },
  'ja-JP': { first: ['花子', '太郎', '美咲', '健太'], last: ['見本', '例山', '仮田'] },
};

export function personName(language: Language, draw: Draw): string {
  const { first, last } = NAMES[language];
  const [given, family] = [draw.oneOf(first), draw.oneOf(last)];
  return language === 'ja-JP' ? `${family}${given}` : `${given} ${family}`;
}

const STREET_ADDRESS: Readonly<Record<Language, (house: string, code: string) => string>> = {
  'en-US': (house, code) => `${house} Sample Street, Springfield, IL ${code}`,
  'es-ES': (house, code) => `calle Ejemplar ${house}, ${code} Madrid`,
  'de-DE': (house, code) => `Musterstraße ${house}, ${code} Berlin`,
  'fr-FR': (house, code) => `${house} rue de l’Exemple, ${code} Paris`,
  'pt-BR': (house, code) => `Rua do Exemplo, ${house}, ${code}-000 São Paulo`,
  'ja-JP': (house, code) => `〒${code.slice(0, 3)}-${code.slice(1)} 東京都千代田区見本町${house}番地`,
};

export const streetAddress = (language: Language, draw: Draw): string =>
  STREET_ADDRESS[language](String(draw.number(1, 299)), `1${draw.digits(4)}`);

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

const STREET_ADDRESS: Readonly<Record<Language, (house: string) => string>> = {
  'en-US': (house) => `${house} Sample Street`,
  'es-ES': (house) => `calle Ejemplar ${house}`,
  'de-DE': (house) => `Musterstraße ${house}`,
  'fr-FR': (house) => `${house} rue de l’Exemple`,
  'pt-BR': (house) => `Rua do Exemplo, ${house}`,
  'ja-JP': (house) => `東京都千代田区見本町${house}番地`,
};

/** Street and house; the town alone is nobody's. */
export const streetAddress = (language: Language, draw: Draw): string =>
  STREET_ADDRESS[language](String(draw.number(1, 299)));

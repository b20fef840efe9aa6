export const LANGUAGES = ['en-US', 'es-ES', 'de-DE', 'fr-FR', 'pt-BR', 'ja-JP'] as const;
export type Language = (typeof LANGUAGES)[number];

const WEIGHTS: Record<Language, number> = {
  'en-US': 0.45,
  'es-ES': 0.2,
  'de-DE': 0.12,
  'fr-FR': 0.1,
  'pt-BR': 0.08,
  'ja-JP': 0.05,
};

/** Position in `LANGUAGES` of the language that a fraction in [0, 1) falls on. */
export function languageIndexAt(fraction: number): number {
  let remaining = fraction;
  for (const [index, language] of LANGUAGES.entries()) {
    remaining -= WEIGHTS[language];
    if (remaining < 0) return index;
  }
  return LANGUAGES.length - 1;
}

/** Positions in `LANGUAGES` that a tag stands for: `en` and `EN-us` both name `en-US`. Empty: no such model. */
export function languageIndexesOf(tag: string): number[] {
  const wanted = tag.toLowerCase();
  return [...LANGUAGES.keys()].filter((index) => {
    const known = LANGUAGES[index]?.toLowerCase();
    return known === wanted || known?.split('-')[0] === wanted;
  });
}

import type { InsightType } from '../insight-draft.js';
import type { PersonalDataKind } from '../personal-data-kind.js';

/** Made up for this simulator. `{number}` is an order's, `{value}` a piece of personal data. */
export type LanguageTexts = {
  readonly harmless: Readonly<Record<InsightType, readonly string[]>>;
  /** With masks where personal data was. */
  readonly masked: readonly string[];
  readonly personal: Readonly<Record<PersonalDataKind, string>>;
};

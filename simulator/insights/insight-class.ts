import type { InsightShares } from './insight-settings.js';
import { PERSONAL_DATA_KINDS, type PersonalDataKind } from './personal-data-kind.js';

/** What an insight was made to be. Whatever no share asks for is clean. */
export type InsightClass =
  | { readonly class: 'clean' | 'stale' | 'future' | 'masked' | 'malformed' | 'foreign' }
  /** Personal data in the text, with `redacted` false, or true although nothing was masked. */
  | { readonly class: 'personalData' | 'maskingFailed'; readonly kind: PersonalDataKind };

const CLEAN: InsightClass = { class: 'clean' };
const PLAIN_CLASSES = ['stale', 'future', 'masked', 'malformed', 'foreign'] as const;

/** The classes with their shares; what remains up to 1 is clean. */
function sharesByClass(shares: InsightShares): [InsightClass, number][] {
  return [
    ...PLAIN_CLASSES.map((name): [InsightClass, number] => [{ class: name }, shares[name]]),
    ...(['personalData', 'maskingFailed'] as const).flatMap((name) =>
      PERSONAL_DATA_KINDS.map((kind): [InsightClass, number] => [
        { class: name, kind },
        shares[name][kind] ?? 0,
      ]),
    ),
  ];
}

/** Gives the class that a fraction in [0, 1) falls on. */
export function createClassPicker(shares: InsightShares): (fraction: number) => InsightClass {
  const wanted = sharesByClass(shares).filter(([, share]) => share > 0);
  return (fraction) => {
    let remaining = fraction;
    for (const [insightClass, share] of wanted) {
      remaining -= share;
      if (remaining < 0) return insightClass;
    }
    return CLEAN;
  };
}

/** The lowest and the highest answer that a survey allows. Genesys has no CSAT of its own: only whoever wrote the form knows. */
export type CsatRange = { readonly min: number; readonly max: number };

/** An answer as 0…1 of the survey's range; null when it lies outside, because then the range or the answer is wrong. */
export function normalizeCsat(csat: number, { min, max }: CsatRange): number | null {
  // In a range of one answer there is nothing to measure.
  return min < max && csat >= min && csat <= max ? csatPosition(csat, { min, max }) : null;
}

/** Where something in the survey's own units lies in 0…1 of its range; a threshold, say. */
export const csatPosition = (csat: number, { min, max }: CsatRange): number => (csat - min) / (max - min);

const formatted = (value: number, digits: number): string =>
  value
    .toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace('-', '−');

export const countText = (count: number): string => formatted(count, 0);

/** With a true minus, and without one before a zero. */
export function decimalText(value: number, digits: number): string {
  const text = formatted(value, digits);
  return /^−[0.,]*$/.test(text) ? text.slice(1) : text;
}

/** A number of an axis, with no more digits than it needs. */
export const axisText = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: 6 }).replace('-', '−');

/** On the line of its number. */
const PERCENT = '\u00a0%';

/** A part of a whole; of nothing there is no part, and a small one is not rounded to none nor a large one to all. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return 'none';
  if (part === 0 || part === whole) return `${part === 0 ? 0 : 100}${PERCENT}`;
  const share = (100 * part) / whole;
  if (share < 0.1) return `below 0.1${PERCENT}`;
  return `${share > 99.9 ? 'above 99.9' : decimalText(share, 1)}${PERCENT}`;
}

/** `1 page`, `2 pages`. */
export const countedText = (count: number, singular: string, plural = `${singular}s`): string =>
  `${countText(count)} ${count === 1 ? singular : plural}`;

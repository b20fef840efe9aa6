/*
 * Of UTF-16 units, and much faster than patterns where a loop asks for each of them. Units come from `unitAt`, which knows no
 * end of a text: `charCodeAt` gives NaN there, and numbers that may be NaN cost a loop ten times as much.
 */
export const unitAt = (text: string, offset: number): number =>
  offset >= 0 && offset < text.length ? text.charCodeAt(offset) : 0;

export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

const NO_VALUE = -1;
const VALUES = Int8Array.from({ length: 128 }, (_, unit) => {
  const value = parseInt(String.fromCharCode(unit), 36);
  return Number.isNaN(value) ? NO_VALUE : value;
});

/** 0…9 for digits, 10…35 for letters of either case, -1 for everything else. */
export const valueOf = (unit: number): number => (unit < 128 ? (VALUES[unit] ?? NO_VALUE) : NO_VALUE);

export const isAlphanumeric = (unit: number): boolean => valueOf(unit) !== NO_VALUE;

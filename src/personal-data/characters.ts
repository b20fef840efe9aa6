/*
 * Of UTF-16 units, and much faster than patterns where a loop asks for each of them. Units come from `unitAt`, which knows no
 * end of a text: `charCodeAt` gives NaN there, and numbers that may be NaN cost a loop ten times as much.
 */
export const unitAt = (text: string, offset: number): number =>
  offset >= 0 && offset < text.length ? text.charCodeAt(offset) : 0;

export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

export const isAlphanumeric = (unit: number): boolean =>
  isDigit(unit) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);

/** 0…9 for digits, 10…35 for letters of either case. */
export function valueOf(unit: number): number {
  if (isDigit(unit)) return unit - 0x30;
  return (unit & ~0x20) - 0x41 + 10;
}

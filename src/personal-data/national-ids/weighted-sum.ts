/** Sum of digits times weights, from the first digit on; the signs between them sort before digits and count for nothing. */
export function weightedSum(value: string, weights: readonly number[]): number {
  let sum = 0;
  let place = 0;
  for (let at = 0; at < value.length && place < weights.length; at++) {
    const unit = value.charCodeAt(at);
    if (unit < 0x30) continue;
    sum += (weights[place] ?? 0) * (unit - 0x30);
    place += 1;
  }
  return sum;
}

export const lastDigit = (value: string): number => value.charCodeAt(value.length - 1) - 0x30;

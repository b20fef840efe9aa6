import { expect, it } from 'vitest';
import { spanText } from '../../src/commands/span-text.js';

const DAY_MS = 86_400_000;

it.each([
  [-5000, '0s'],
  [59_999, '59s'],
  [60_000, '1m'],
  [3_599_999, '59m'],
  [3_600_000, '1h 00m'],
  [DAY_MS - 1, '23h 59m'],
  [DAY_MS, '1d 00h'],
  [100 * DAY_MS - 1, '99d 23h'],
  [100 * DAY_MS, '100d'],
])('says of %i ms no more than has passed: %s', (ms, text) => {
  expect(spanText(ms)).toBe(text);
});

import { expect, it } from 'vitest';
import { mostAtOnce } from '../support/most-at-once.js';

it('counts lives that overlap, and not one that begins when another ends', () => {
  const life = (fromMs: number, toMs: number) => ({ fromMs, toMs });
  expect(mostAtOnce([])).toBe(0);
  expect(mostAtOnce([life(0, 5), life(5, 9), life(9, 10)])).toBe(1);
  expect(mostAtOnce([life(0, 5), life(4, 9), life(1, Infinity), life(6, 7)])).toBe(3);
});

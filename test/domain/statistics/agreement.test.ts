import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreement, type AgreementTable } from '../../../src/domain/statistics/agreement.js';
import type { Pair } from '../../../src/domain/statistics/pair.js';
import { anyPairs } from './arbitrary-pairs.js';

const THRESHOLDS = { sentiment: 0.6, csat: 4 };

const repeat = (size: number, pair: Pair): Pair[] => Array<Pair>(size).fill(pair);

/** Pairs that lie in the four cells: positive and satisfied, positive and not, satisfied alone, neither. */
const pairsOf = ([a, b, c, d]: readonly [number, number, number, number]): Pair[] => [
  ...repeat(a, { sentiment: 0.9, csat: 5 }),
  ...repeat(b, { sentiment: 0.9, csat: 1 }),
  ...repeat(c, { sentiment: -0.9, csat: 5 }),
  ...repeat(d, { sentiment: -0.9, csat: 1 }),
];

const cellsOf = (table: AgreementTable) => [
  table.positiveSatisfied,
  table.positiveDissatisfied,
  table.notPositiveSatisfied,
  table.notPositiveDissatisfied,
];

describe('agreement', () => {
  it.each([
    { sentiment: 0.6, csat: 4, cells: [0, 0, 1, 0] },
    { sentiment: 0.6 + Number.EPSILON, csat: 4, cells: [1, 0, 0, 0] },
    { sentiment: 0.61, csat: 3.99, cells: [0, 1, 0, 0] },
    { sentiment: -1, csat: 1, cells: [0, 0, 0, 1] },
  ])('puts a sentiment of $sentiment and an answer of $csat into $cells', ({ cells, ...pair }) => {
    expect(cellsOf(agreement([pair], THRESHOLDS))).toEqual(cells);
  });

  // Sim and Wright (2005), Physical Therapy 85, 257-268, table 1: 33 of 39 agree, kappa .67.
  it('gives the published rate and kappa of two clinicians', () => {
    const { rate, kappa } = agreement(pairsOf([22, 2, 4, 11]), THRESHOLDS);
    expect(rate.value).toBeCloseTo(0.8462, 4);
    expect(kappa.value).toBeCloseTo(2 / 3, 12);
  });

  // Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263.
  it('gives its rate the published interval', () => {
    const { rate } = agreement(pairsOf([80, 100, 82, 1]), THRESHOLDS);
    expect(rate.low).toBeCloseTo(0.2553, 4);
    expect(rate.high).toBeCloseTo(0.3662, 4);
  });

  it.each([
    { name: 'all agree on both sides', cells: [15, 0, 0, 15] as const, rate: 1, kappa: 1 },
    { name: 'none agrees', cells: [0, 15, 15, 0] as const, rate: 0, kappa: -1 },
    { name: 'chance would do the same', cells: [9, 9, 9, 9] as const, rate: 0.5, kappa: 0 },
    { name: 'one side never varies', cells: [20, 10, 0, 0] as const, rate: 20 / 30, kappa: 0 },
  ])('is $rate with a kappa of $kappa when $name', ({ cells, rate, kappa }) => {
    const found = agreement(pairsOf(cells), THRESHOLDS);
    expect(found.rate.value).toBe(rate);
    expect(found.kappa).toEqual({ value: kappa });
  });

  it.each([
    { name: 'satisfied', cells: [30, 0, 0, 0] as const },
    { name: 'dissatisfied', cells: [0, 0, 0, 30] as const },
  ])('has a rate but no kappa when all are $name', ({ cells }) => {
    const { rate, kappa } = agreement(pairsOf(cells), THRESHOLDS);
    expect(rate.value).toBe(1);
    expect(kappa).toEqual({ value: null, reason: 'noDisagreementPossible' });
  });

  it.each([[0, 0, 0, 0] as const, [10, 5, 5, 9] as const])(
    'counts %j and concludes nothing from it',
    (...cells) => {
      const { rate, kappa, ...table } = agreement(pairsOf(cells), THRESHOLDS);
      expect(cellsOf(table)).toEqual(cells);
      expect(rate).toEqual({ value: null, low: null, high: null, reason: 'fewerThan30Pairs' });
      expect(kappa).toEqual({ value: null, reason: 'fewerThan30Pairs' });
    },
  );

  it('counts every pair once, and gives no NaN, whatever the pairs are', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const { rate, kappa, ...table } = agreement(pairs, THRESHOLDS);
        expect(cellsOf(table).reduce((sum, count) => sum + count)).toBe(pairs.length);
        expect([rate.value, rate.low, rate.high, kappa.value]).not.toContain(Number.NaN);
      }),
    );
  });
});

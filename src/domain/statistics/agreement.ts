import { MIN_PAIRS, noEstimate, type Estimate } from './estimate.js';
import type { Pair } from './pair.js';
import { wilsonInterval } from './wilson-interval.js';

/** A sentiment above its threshold is positive; an answer at or above its own is satisfied. Both in the units of the pairs. */
export type Thresholds = { readonly sentiment: number; readonly csat: number };

export type AgreementTable = {
  readonly positiveSatisfied: number;
  readonly positiveDissatisfied: number;
  readonly notPositiveSatisfied: number;
  readonly notPositiveDissatisfied: number;
};

/** Cohen's kappa: 1 is agreement in all pairs, 0 what chance would give. */
export type Kappa =
  | { readonly value: number }
  | { readonly value: null; readonly reason: 'fewerThan30Pairs' | 'noDisagreementPossible' };

/** How often sentiment and survey stand on the same side of their thresholds. */
export type Agreement = AgreementTable & {
  readonly rate: Estimate<'fewerThan30Pairs'>;
  readonly kappa: Kappa;
};

export function agreement(pairs: readonly Pair[], thresholds: Thresholds): Agreement {
  const table = tableOf(pairs, thresholds);
  return { ...table, rate: rateOf(table), kappa: kappaOf(table) };
}

function tableOf(pairs: readonly Pair[], thresholds: Thresholds): AgreementTable {
  const table = {
    positiveSatisfied: 0,
    positiveDissatisfied: 0,
    notPositiveSatisfied: 0,
    notPositiveDissatisfied: 0,
  };
  for (const { sentiment, csat } of pairs) {
    const side = sentiment > thresholds.sentiment ? 'positive' : 'notPositive';
    table[`${side}${csat >= thresholds.csat ? 'Satisfied' : 'Dissatisfied'}`] += 1;
  }
  return table;
}

function rateOf(table: AgreementTable): Agreement['rate'] {
  const n = sizeOf(table);
  if (n < MIN_PAIRS) return noEstimate('fewerThan30Pairs');
  const agreed = table.positiveSatisfied + table.notPositiveDissatisfied;
  return { value: agreed / n, ...wilsonInterval(agreed, n) };
}

/** Undefined when all pairs lie in one of the cells that agree: chance alone would then agree in every pair. */
function kappaOf(table: AgreementTable): Kappa {
  if (sizeOf(table) < MIN_PAIRS) return { value: null, reason: 'fewerThan30Pairs' };
  const { positiveSatisfied: a, positiveDissatisfied: b } = table;
  const { notPositiveSatisfied: c, notPositiveDissatisfied: d } = table;
  const beyondChance = (a + b) * (b + d) + (a + c) * (c + d);
  if (beyondChance === 0) return { value: null, reason: 'noDisagreementPossible' };
  return { value: (2 * (a * d - b * c)) / beyondChance };
}

const sizeOf = (table: AgreementTable): number => Object.values(table).reduce((sum, count) => sum + count, 0);

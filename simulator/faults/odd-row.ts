import type { Group } from '../speech/group-page.js';
import type { WhatOf } from './fault.js';
import { isOdd } from './odd-entity.js';

type Metrics = Record<string, { count: number; avg?: unknown }>;

/** Beyond any range that a sentiment or a survey has. */
const OUT_OF_RANGE = 1000;

const without = (row: Partial<Group>, field: keyof Group): Partial<Group> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== field));

/** The row with each metric that has a score changed, or with a null left out. */
function withScores(row: Group, change: (score: number) => object | null): Group {
  const metrics = Object.entries(row.byMetric as Metrics).flatMap(([name, metric]) => {
    if (typeof metric.avg !== 'number') return [[name, metric]];
    const changed = change(metric.avg);
    return changed === null ? [] : [[name, { ...metric, ...changed }]];
  });
  return { ...row, byMetric: Object.fromEntries(metrics) as object };
}

/** The row as the fault shows it, and with it every row of its conversation; what has no score has none to spoil. */
export function oddRow(row: Group, what: WhatOf<'oddRows'>): Partial<Group> {
  if (!isOdd(row.groupId, what)) return row;
  switch (what.change) {
    case 'withoutScore':
      return withScores(row, () => null);
    case 'scoreOutOfRange':
      return withScores(row, (score) => ({ avg: OUT_OF_RANGE + Math.abs(score) }));
    case 'scoreAsText':
      return withScores(row, (score) => ({ avg: String(score) }));
    case 'withoutMetrics':
      return without(row, 'byMetric');
    case 'withoutId':
      return without(row, 'groupId');
  }
}

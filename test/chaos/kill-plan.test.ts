import { describe, expect, it } from 'vitest';
import { planKills } from '../../scripts/chaos/kill-plan.js';

const TOTALS = { requests: 40, deliveries: 1300, rows: 5000 };

describe('the plan of kills', () => {
  it('kills the worker in every run, and each other part once', () => {
    const victims = planKills({ seed: 1, runs: 20, totals: TOTALS }).map(({ victim }) => victim);
    expect(victims).toEqual([
      ...Array.from({ length: 20 }, () => 'worker'),
      'temporal',
      'database',
      'simulator',
    ]);
  });

  it('gives each measure its turn, and a moment that the run comes to', () => {
    for (const seed of [1, 2, 3]) {
      const kills = planKills({ seed, runs: 30, totals: TOTALS });
      for (const measure of ['requests', 'deliveries', 'rows'] as const) {
        const counts = kills.filter((kill) => kill.measure === measure).map(({ count }) => count);
        expect(counts.length).toBeGreaterThanOrEqual(10);
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
        expect(Math.max(...counts)).toBeLessThanOrEqual(TOTALS[measure]);
        expect(new Set(counts).size).toBeGreaterThan(5);
      }
    }
  });

  it('is the same for the same seed and another for another', () => {
    const plan = (seed: number) => planKills({ seed, runs: 20, totals: TOTALS });
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
  });

  it('leaves out what a process never does', () => {
    const kills = planKills({ seed: 1, runs: 6, totals: { ...TOTALS, deliveries: 0 } });
    expect(kills.filter(({ victim }) => victim === 'worker')).toHaveLength(6);
    expect(kills.some(({ measure }) => measure === 'deliveries')).toBe(false);
  });
});

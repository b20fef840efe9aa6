import { describe, expect, it } from 'vitest';
import { createRequestBudget } from '../../../src/gateways/genesys/request-budget.js';

function budgetAt(startMs: number) {
  const clock = { nowMs: startMs };
  return { clock, budget: createRequestBudget(() => clock.nowMs) };
}
const headers = (count: number, allowed: number, reset: number) => ({
  'inin-ratelimit-count': String(count),
  'inin-ratelimit-allowed': String(allowed),
  'inin-ratelimit-reset': String(reset),
});

describe('createRequestBudget', () => {
  it('knows of no wait before Genesys has said anything', () => {
    expect(budgetAt(1_000).budget.waitMs()).toBeNull();
  });

  it('lets requests go while there is budget', () => {
    const { budget } = budgetAt(1_000);
    budget.observe(headers(299, 300, 20));
    expect(budget.waitMs()).toBeNull();
  });

  it('waits for the reset once the budget is gone, and no longer', () => {
    const { budget, clock } = budgetAt(1_000);
    budget.observe(headers(300, 300, 20));
    expect(budget.waitMs()).toBe(20_000);
    clock.nowMs += 19_999;
    expect(budget.waitMs()).toBe(1);
    clock.nowMs += 1;
    expect(budget.waitMs()).toBeNull();
  });

  it('holds every request back for as long as a 429 asked one of them to wait', () => {
    const { budget } = budgetAt(1_000);
    budget.exhaust(42_000);
    budget.exhaust(5_000);
    expect(budget.waitMs()).toBe(42_000);
  });

  it.each([
    ['absent', {}],
    [
      'garbage',
      { 'inin-ratelimit-count': 'many', 'inin-ratelimit-allowed': '300', 'inin-ratelimit-reset': '20' },
    ],
    ['a reset in the past', headers(300, 300, -5)],
    [
      'sent twice',
      {
        'inin-ratelimit-count': ['300', '301'],
        'inin-ratelimit-allowed': '300',
        'inin-ratelimit-reset': '20',
      },
    ],
  ])('makes nothing of headers that are %s', (_name, said) => {
    const { budget } = budgetAt(1_000);
    budget.observe(said);
    expect(budget.waitMs()).toBeNull();
  });
});

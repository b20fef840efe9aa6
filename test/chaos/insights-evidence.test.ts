import { describe, expect, it } from 'vitest';
import { crmAgreement } from '../../scripts/chaos/insights-evidence.js';

describe('what the CRM has of a run', () => {
  it('agrees in any order', () => {
    const ids = { told: ['b', 'a'], passed: ['a', 'b'], sendable: ['a', 'b'] };
    expect(crmAgreement(ids)).toEqual({ insights: 2, otherThanPassed: 0, otherThanTrue: 0 });
  });

  it.each([
    { of: 'one too few', told: ['a'] },
    { of: 'one too many', told: ['a', 'b', 'c'] },
    { of: 'one twice', told: ['a', 'b', 'b'] },
  ])('does not agree with $of', ({ told }) => {
    const ids = { told, passed: ['a', 'b'], sendable: ['a', 'b'] };
    expect(crmAgreement(ids)).toEqual({ insights: told.length, otherThanPassed: 1, otherThanTrue: 1 });
  });

  it('tells what passed from what should have', () => {
    const ids = { told: ['a'], passed: ['a'], sendable: ['a', 'b'] };
    expect(crmAgreement(ids)).toMatchObject({ otherThanPassed: 0, otherThanTrue: 1 });
  });
});

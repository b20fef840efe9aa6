import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLOCK_ALLOWANCE_MS,
  judgeInsight,
  type GovernanceRules,
  type GovernedInsight,
  type Judgement,
} from '../../src/domain/governance.js';
import { PERSONAL_DATA_KINDS } from '../../src/domain/personal-data.js';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;

const rules: GovernanceRules = {
  now: NOW,
  ageAt: NOW,
  maxAgeHours: 24,
  confidenceThreshold: 0.7,
  onPersonalData: 'quarantine',
  clockAllowanceMs: CLOCK_ALLOWANCE_MS,
};

const insight = (changes: Partial<GovernedInsight> = {}): GovernedInsight => ({
  createdAt: '2026-11-20T11:00:00Z',
  confidence: 0.9,
  personalData: [],
  redacted: false,
  ...changes,
});

const at = (epochMs: number) => new Date(epochMs).toISOString();

describe('judgeInsight', () => {
  it.each<{
    name: string;
    changes: Partial<GovernedInsight>;
    under?: Partial<GovernanceRules>;
    verdict: Judgement['verdict'];
    reasons: string[];
  }>([
    { name: 'fresh, confident and clean', changes: {}, verdict: 'passed', reasons: [] },
    {
      name: 'exactly as old as allowed',
      changes: { createdAt: at(NOW - DAY_MS) },
      verdict: 'passed',
      reasons: [],
    },
    {
      name: 'a moment older',
      changes: { createdAt: at(NOW - DAY_MS - 1) },
      verdict: 'held',
      reasons: ['stale'],
    },
    {
      name: 'old today, but not when its conversation ended',
      changes: { createdAt: at(NOW - 10 * DAY_MS) },
      under: { ageAt: NOW - 9 * DAY_MS },
      verdict: 'passed',
      reasons: [],
    },
    {
      name: 'a moment too old when its conversation ended',
      changes: { createdAt: at(NOW - 10 * DAY_MS - 1) },
      under: { ageAt: NOW - 9 * DAY_MS },
      verdict: 'held',
      reasons: ['stale'],
    },
    {
      name: 'made after its conversation ended',
      changes: { createdAt: at(NOW - DAY_MS) },
      under: { ageAt: NOW - 9 * DAY_MS },
      verdict: 'passed',
      reasons: [],
    },
    {
      name: 'ahead by exactly the allowance',
      changes: { createdAt: at(NOW + 300_000) },
      verdict: 'passed',
      reasons: [],
    },
    {
      name: 'ahead by more than the allowance',
      changes: { createdAt: at(NOW + 300_001) },
      verdict: 'held',
      reasons: ['fromTheFuture'],
    },
    {
      name: 'from the future whenever its conversation ended',
      changes: { createdAt: at(NOW + 300_001) },
      under: { ageAt: NOW - 9 * DAY_MS },
      verdict: 'held',
      reasons: ['fromTheFuture'],
    },
    { name: 'without a date', changes: { createdAt: null }, verdict: 'held', reasons: ['undated'] },
    {
      name: 'with a date that is none',
      changes: { createdAt: 'soon' },
      verdict: 'held',
      reasons: ['undated'],
    },
    { name: 'exactly as sure as asked for', changes: { confidence: 0.7 }, verdict: 'passed', reasons: [] },
    {
      name: 'a little less sure',
      changes: { confidence: 0.6999 },
      verdict: 'held',
      reasons: ['lowConfidence'],
    },
    {
      name: 'of a source without confidences',
      changes: { confidence: null },
      under: { confidenceThreshold: 1 },
      verdict: 'passed',
      reasons: [],
    },
    {
      name: 'with a confidence that is no number',
      changes: { confidence: NaN },
      under: { confidenceThreshold: 0 },
      verdict: 'held',
      reasons: ['lowConfidence'],
    },
    {
      name: 'with personal data, each kind named once',
      changes: { personalData: ['iban', 'email', 'iban'] },
      verdict: 'held',
      reasons: ['personalData:email', 'personalData:iban'],
    },
    {
      name: 'masked, and clean',
      changes: { redacted: true },
      verdict: 'passed',
      reasons: [],
    },
    {
      name: 'masked, and personal all the same',
      changes: { redacted: true, personalData: ['phone'] },
      verdict: 'held',
      reasons: ['maskingFailed', 'personalData:phone'],
    },
    {
      name: 'with personal data that may be masked',
      changes: { personalData: ['phone'] },
      under: { onPersonalData: 'redact' },
      verdict: 'redacted',
      reasons: ['personalData:phone'],
    },
    {
      name: 'with personal data that may be masked, and stale',
      changes: { personalData: ['phone'], createdAt: at(NOW - 2 * DAY_MS) },
      under: { onPersonalData: 'redact' },
      verdict: 'held',
      reasons: ['stale', 'personalData:phone'],
    },
    {
      name: 'stale where personal data may be masked',
      changes: { createdAt: at(NOW - 2 * DAY_MS) },
      under: { onPersonalData: 'redact' },
      verdict: 'held',
      reasons: ['stale'],
    },
    {
      name: 'with personal data that blocks',
      changes: { personalData: ['phone'] },
      under: { onPersonalData: 'block' },
      verdict: 'held',
      reasons: ['personalData:phone'],
    },
    {
      name: 'with everything wrong at once',
      changes: { createdAt: null, confidence: 0, personalData: ['personName'] },
      verdict: 'held',
      reasons: ['undated', 'lowConfidence', 'personalData:personName'],
    },
  ])('$name: $verdict', ({ changes, under, verdict, reasons }) => {
    expect(judgeInsight(insight(changes), { ...rules, ...under })).toEqual({ verdict, reasons });
  });

  it('passes without reasons only, and names every kind that was found', () => {
    const kinds = fc.array(fc.constantFrom(...PERSONAL_DATA_KINDS));
    const modes = fc.constantFrom('quarantine' as const, 'redact' as const, 'block' as const);
    fc.assert(
      fc.property(kinds, modes, fc.double(), (personalData, onPersonalData, confidence) => {
        const { verdict, reasons } = judgeInsight(insight({ personalData, confidence }), {
          ...rules,
          onPersonalData,
        });
        expect(verdict === 'passed').toBe(reasons.length === 0);
        for (const kind of personalData) expect(reasons).toContain(`personalData:${kind}`);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../scripts/chaos/differences.js';
import type { Evidence } from '../../scripts/chaos/evidence.js';

const evidence = (changes: Partial<Evidence> = {}): Evidence => ({
  status: 'completed',
  result: { unique: 2, coaching: { delivered: 1 } },
  storedStatus: 'completed',
  storedResult: { unique: 2 },
  rows: new Map([
    ['a', { score: 0.5, occurredAt: new Date('2026-03-01T00:00:00Z') }],
    ['b', { score: null, occurredAt: null }],
  ]),
  effects: new Map([['coaching/a/1', { quality_score: 75 }]]),
  audit: new Map([['{"action":"sentiment_sync"}', 1]]),
  auditFindings: [],
  unconfirmed: 0,
  ...changes,
});

describe('the comparison with the undisturbed run', () => {
  it('finds nothing where all is the same, whatever the order', () => {
    const { rows } = evidence();
    expect(differencesOf(evidence(), evidence({ rows: new Map([...rows].reverse()) }))).toEqual([]);
  });

  it.each<[string, Partial<Evidence>, string]>([
    ['an end of another kind', { status: 'failed' }, 'status: "completed" became "failed"'],
    [
      'a field of the result',
      { result: { unique: 2, coaching: { delivered: 2 } } },
      'result: coaching {"delivered":1} became {"delivered":2}',
    ],
    ['a result that is gone', { result: null }, 'result: unique 2 became undefined'],
    ['a run that the store thinks is running', { storedStatus: 'running' }, 'storedStatus: '],
    ['another result in the store', { storedResult: { unique: 1 } }, 'storedResult: unique 2 became 1'],
    ['lost rows', { rows: new Map() }, 'rows: 2 missing, the first a'],
    [
      'a row at another time',
      {
        rows: new Map([
          ...evidence().rows,
          ['a', { score: 0.5, occurredAt: new Date('2026-03-01T00:00:01Z') }],
        ]),
      },
      'rows: 1 different, the first a',
    ],
    [
      'a second effect',
      { effects: new Map([...evidence().effects, ['coaching/a/2', { quality_score: 75 }]]) },
      'effects: 1 unexpected, the first coaching/a/2',
    ],
    [
      'an effect with another body',
      { effects: new Map([['coaching/a/1', { quality_score: 74 }]]) },
      'effects: 1 different, the first coaching/a/1',
    ],
    [
      'an audit entry that stands there twice',
      { audit: new Map([['{"action":"sentiment_sync"}', 2]]) },
      'audit: 1 different, the first {"action":"sentiment_sync"}',
    ],
    [
      'a chain that does not verify',
      { auditFindings: ['entry 3 is missing'] },
      'audit verify: entry 3 is missing',
    ],
    ['deliveries whose end nobody knows', { unconfirmed: 4 }, '4 deliveries are unconfirmed'],
  ])('names %s', (_, changes, sentence) => {
    const [difference, ...others] = differencesOf(evidence(), evidence(changes));
    expect(difference).toContain(sentence);
    expect(others).toEqual([]);
  });

  it('does not forgive a complaint because the undisturbed run has it too', () => {
    const broken = evidence({ auditFindings: ['entry 3 is missing'], unconfirmed: 1 });
    expect(differencesOf(broken, broken)).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import { acceptPurge } from '../../src/contracts/purge.js';
import { InvalidInputError } from '../../src/domain/invalid-input.js';

const NOW = '2026-11-21T10:00:00.000Z';
const CONVERSATION = '0b6f3c1e-8a54-4a9b-9d2e-5f7c1a2b3c4d';

function problemsOf(options: Parameters<typeof acceptPurge>[0]) {
  try {
    acceptPurge(options, NOW);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

describe('acceptPurge', () => {
  it('takes a conversation, in either case', () => {
    const scope = { conversationId: CONVERSATION, before: null };
    expect(acceptPurge({ conversation: CONVERSATION }, NOW)).toEqual(scope);
    expect(acceptPurge({ conversation: CONVERSATION.toUpperCase() }, NOW)).toEqual(scope);
  });

  it.each([
    ['2026-11-20', '2026-11-20T00:00:00Z'],
    ['2026-11-20T00:00:00+01:00', '2026-11-19T23:00:00Z'],
    [NOW, '2026-11-21T10:00:00Z'],
  ])('takes what was stored before %s', (before, instant) => {
    expect(acceptPurge({ before }, NOW)).toEqual({ conversationId: null, before: instant });
  });

  it.each([
    { of: 'nothing', options: {}, field: '--before', says: /is required \(or --conversation\)/ },
    {
      of: 'both',
      options: { before: '2026-11-20', conversation: CONVERSATION },
      field: '--before',
      says: /give either --before or --conversation/,
    },
    {
      of: 'a time without an offset',
      options: { before: '2026-11-20T00:00:00' },
      field: '--before',
      says: /offset/,
    },
    {
      of: 'a day that is none',
      options: { before: '2026-02-30' },
      field: '--before',
      says: /must be a date/,
    },
    { of: 'a word', options: { before: 'yesterday' }, field: '--before', says: /must be a date/ },
    { of: 'an empty date', options: { before: '' }, field: '--before', says: /must be a date/ },
    {
      of: 'a date to come',
      options: { before: '2026-11-22' },
      field: '--before',
      says: /lies in the future/,
    },
    { of: 'a key', options: { conversation: 'order-1' }, field: '--conversation', says: /must be a UUID/ },
    { of: 'an empty id', options: { conversation: '' }, field: '--conversation', says: /must be a UUID/ },
  ])('refuses $of, naming the option', ({ options, field, says }) => {
    const problems = problemsOf(options);
    expect(problems.map((problem) => problem.field)).toEqual([field]);
    expect(problems[0]?.problem).toMatch(says);
  });
});

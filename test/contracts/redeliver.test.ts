import { describe, expect, it } from 'vitest';
import { acceptRedeliveryInput } from '../../src/contracts/redeliver.js';
import { InvalidInputError } from '../../src/domain/invalid-input.js';

function fieldsOf(input: unknown): string[] {
  try {
    acceptRedeliveryInput(input);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems.map(({ field }) => field);
    throw error;
  }
  return [];
}

describe('acceptRedeliveryInput', () => {
  it('takes a sink, and one of its deliveries', () => {
    expect(acceptRedeliveryInput({ sink: 'crm' })).toEqual({ sink: 'crm', key: null });
    expect(acceptRedeliveryInput({ sink: 'coaching', key: 'coaching/a/1/b' })).toEqual({
      ...{ sink: 'coaching', key: 'coaching/a/1/b' },
    });
  });

  it.each([
    { of: 'nothing', input: {}, fields: ['sink'] },
    { of: 'an unknown sink', input: { sink: 'mail' }, fields: ['sink'] },
    { of: 'the key of another sink', input: { sink: 'crm', key: 'coaching/a/1/b' }, fields: ['key'] },
    { of: 'an empty key', input: { sink: 'crm', key: '' }, fields: ['key'] },
    { of: 'what it does not know', input: { sink: 'crm', all: true }, fields: ['all'] },
    { of: 'a list', input: ['crm'], fields: ['input'] },
  ])('refuses $of, naming the field', ({ input, fields }) => {
    expect(fieldsOf(input)).toEqual(fields);
  });
});

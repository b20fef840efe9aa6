import { expect, it } from 'vitest';
import { InvalidInputError } from '../../src/domain/invalid-input.js';

it('says every problem with its field in one sentence', () => {
  const problems = [
    { field: 'to', problem: 'must be after from' },
    { field: 'languages.0', problem: 'must be a language tag' },
  ];
  const error = new InvalidInputError(problems);
  expect(error.message).toBe('to: must be after from; languages.0: must be a language tag');
  expect(error.problems).toEqual(problems);
});

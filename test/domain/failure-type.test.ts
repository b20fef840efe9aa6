import { expect, it } from 'vitest';
import { FAILURE_TYPES, isFailureType } from '../../src/domain/failure-type.js';

it.each(FAILURE_TYPES)('knows %s', (type) => {
  expect(isFailureType(type)).toBe(true);
});

it.each(['invalidinput', 'Error', '', 'toString', undefined, null, 0])('does not know %j', (name) => {
  expect(isFailureType(name)).toBe(false);
});

import { expect, it } from 'vitest';
import { studentT95 } from '../../../src/domain/statistics/student-t.js';

// Two-sided 5 % points as tables print them; NIST/SEMATECH e-Handbook, 1.3.6.7.2.
it.each([
  { degreesOfFreedom: 28, t: 2.048 },
  { degreesOfFreedom: 30, t: 2.042 },
  { degreesOfFreedom: 40, t: 2.021 },
  { degreesOfFreedom: 60, t: 2.0 },
  { degreesOfFreedom: 100, t: 1.984 },
  { degreesOfFreedom: 1e9, t: 1.96 },
])('the t of 95 % for $degreesOfFreedom degrees of freedom is $t', ({ degreesOfFreedom, t }) => {
  expect(studentT95(degreesOfFreedom)).toBeCloseTo(t, 3);
});

// R, qt(0.975, 28) and qt(0.975, 34).
it.each([
  { degreesOfFreedom: 28, t: 2.048407141795244 },
  { degreesOfFreedom: 34, t: 2.032244509317719 },
])('and is right to six decimals from $degreesOfFreedom on', ({ degreesOfFreedom, t }) => {
  expect(studentT95(degreesOfFreedom)).toBeCloseTo(t, 6);
});

import { Z_95 as z } from './estimate.js';

/**
 * Half the width of a 95 % interval in standard errors of Student's t: Abramowitz and Stegun (1964), 26.7.5. Right to six decimals
 * from 28 degrees of freedom on, which is all that 30 pairs need.
 */
export const studentT95 = (degreesOfFreedom: number): number =>
  z +
  (z ** 3 + z) / (4 * degreesOfFreedom) +
  (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degreesOfFreedom ** 2) +
  (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degreesOfFreedom ** 3) +
  (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / (92_160 * degreesOfFreedom ** 4);

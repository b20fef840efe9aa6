import { z } from 'zod';
import { createSeededRandom } from '../seeded-random.js';

const ordinal = z.int().min(1);

/** Which requests of a place a fault meets. They are numbered from 1 since the faults were last set. */
export const whenSchema = z.union([
  z.strictObject({ every: ordinal }),
  z.strictObject({ probability: z.number().min(0).max(1), seed: z.int().default(1) }),
  z.strictObject({ first: ordinal }),
  z.strictObject({ requests: z.array(ordinal).min(1) }),
]);

export type When = z.output<typeof whenSchema>;

/** The answer for a number never depends on what was asked before, so any order of arrival gives the same faults. */
export function isDue(when: When, requestNumber: number): boolean {
  if ('every' in when) return requestNumber % when.every === 0;
  if ('first' in when) return requestNumber <= when.first;
  if ('requests' in when) return when.requests.includes(requestNumber);
  return createSeededRandom(when.seed).fraction(requestNumber, 0) < when.probability;
}

import { z } from 'zod';
import { GenesysShapeError } from '../errors.js';

const count = z.int().nonnegative();
/** What the query said that there is, where it was asked before a job. */
const total = count.nullable();

/**
 * Where the reading of a slice stands, as its cursor: pages of records (by number, by job, or by ids), then the slice's
 * scores, window after window. `offset` counts from 0.
 */
const step = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('page'), page: z.int().positive() }),
  z.strictObject({ of: z.literal('ids'), offset: count, found: count }),
  z.strictObject({ of: z.literal('idScores'), offset: count, from: z.string() }),
  z.strictObject({ of: z.literal('availability'), total }),
  z.strictObject({ of: z.literal('submit'), total }),
  z.strictObject({ of: z.literal('job'), jobId: z.string(), total }),
  z.strictObject({ of: z.literal('results'), jobId: z.string(), cursor: z.string().nullable(), total }),
  z.strictObject({
    of: z.literal('scores'),
    from: z.string(),
    hours: z.int().positive(),
    topicIds: z.array(z.string()).optional(),
  }),
  z.strictObject({
    of: z.literal('topics'),
    next: z.string().nullable(),
    ids: z.array(z.tuple([z.string(), z.string()])),
  }),
]);

export type ReadingStep = z.output<typeof step>;

export const cursorOf = (next: ReadingStep): string => JSON.stringify(next);

/** @throws {GenesysShapeError} for a cursor that is none of this source: a run that began on another profile */
export function stepOf(cursor: string): ReadingStep {
  try {
    return step.parse(JSON.parse(cursor));
  } catch {
    throw new GenesysShapeError('the run was begun with another profile, whose cursors mean nothing here', {
      operation: 'read on',
      correlationId: null,
    });
  }
}

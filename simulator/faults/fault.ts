import { z } from 'zod';
import { API_PLACES, PLACES, type Place } from './place.js';
import { whenSchema } from './when.js';

const count = z.int().min(1);
const durationMs = z.int().min(0).max(600_000);
const shift = z
  .int()
  .min(-1000)
  .max(1000)
  .refine((rows) => rows !== 0, 'must not be 0');
const side = z.enum(['before', 'after']).default('before');

/** Trouble before, in and after the effect of a request. Defaults are the mildest form of each. */
const whatSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rateLimited'),
    retryAfter: z.enum(['seconds', 'date', 'absent', 'negative', 'huge', 'garbage']).default('seconds'),
    seconds: z.int().min(0).default(1),
    /** Genesys' sentence with the seconds in brackets. */
    sentence: z.boolean().default(false),
    /** `inin-ratelimit-count`, `-allowed` and `-reset`. */
    limitHeaders: z.boolean().default(false),
  }),
  /** A budget per client id and minute of the simulator's clock; `neighbour` requests of it go to another program. */
  z.strictObject({
    kind: z.literal('minuteLimit'),
    perMinute: count.default(300),
    neighbour: z.int().min(0).default(0),
  }),
  /** With `effect` after, an answer that would have been a success is this one instead. */
  z.strictObject({
    kind: z.literal('status'),
    effect: side,
    status: z.int().min(300).max(599),
    body: z.enum(['html', 'json', 'empty']).default('json'),
    retryAfterSeconds: z.int().min(0).optional(),
  }),
  z.strictObject({ kind: z.literal('dropped'), effect: side }),
  /** Without `forMs` nothing ever comes; with it the connection is cut then. */
  z.strictObject({ kind: z.literal('hang'), effect: side, forMs: durationMs.optional() }),
  /** Cuts every connection, and destroys the next ones as they come in. */
  z.strictObject({ kind: z.literal('connectionsDestroyed'), connections: count.default(1) }),
  /** Cuts every connection, and refuses new ones for a while. */
  z.strictObject({ kind: z.literal('listenerClosed'), forMs: durationMs.default(100) }),
  z.strictObject({
    kind: z.literal('latency'),
    ms: durationMs.default(0),
    jitterMs: durationMs.default(0),
    seed: z.int().default(1),
  }),
  z.strictObject({ kind: z.literal('slowHeaders'), ms: durationMs.default(100) }),
  z.strictObject({ kind: z.literal('slowBody'), pieces: count.default(5), everyMs: durationMs.default(20) }),
  /** `announced` is the length in the header: that of the whole body, or of what comes. */
  z.strictObject({ kind: z.literal('truncated'), announced: z.enum(['whole', 'part']).default('whole') }),
  z.strictObject({ kind: z.literal('malformed'), body: z.enum(['json', 'html', 'empty']).default('json') }),
  /** JSON that is well formed and of no use. */
  z.strictObject({ kind: z.literal('wrongShape') }),
  /** Ends the token that the request carries. */
  z.strictObject({ kind: z.literal('tokenExpired') }),
  /** Ends every token. */
  z.strictObject({ kind: z.literal('tokensRevoked') }),
  z.strictObject({
    kind: z.literal('tokenLife'),
    seconds: count,
    announcedSeconds: count.optional(),
  }),
  z.strictObject({ kind: z.literal('repeatedPageToken') }),
  /** Repeats the last entities of the page before. */
  z.strictObject({ kind: z.literal('duplicates'), entities: count.default(5) }),
  z.strictObject({
    kind: z.literal('oddEntities'),
    change: z.enum(['unscored', 'scoreOutOfRange', 'unknownPolarity']),
    share: z.number().gt(0).max(1).default(0.1),
    seed: z.int().default(1),
  }),
  z.strictObject({ kind: z.literal('wrongTotal'), change: z.enum(['higher', 'lower', 'absent']) }),
  /** As if so many rows had come in before the offset, or with a minus had gone: rows are seen twice or never, the total differs. */
  z.strictObject({ kind: z.literal('shiftedOffset'), rows: shift.default(5) }),
  /** The last rows of the page are missing, and the total counts them. */
  z.strictObject({ kind: z.literal('shortPage'), rows: count.default(5) }),
  z.strictObject({
    kind: z.literal('oddRows'),
    change: z.enum(['withoutScore', 'scoreOutOfRange', 'scoreAsText', 'withoutMetrics', 'withoutId']),
    share: z.number().gt(0).max(1).default(0.1),
    seed: z.int().default(1),
  }),
]);

export type What = z.output<typeof whatSchema>;
export type WhatOf<Kind extends What['kind']> = Extract<What, { kind: Kind }>;

/** Kinds that make sense at some places only. */
const PLACES_OF: Partial<Record<What['kind'], readonly Place[]>> = {
  minuteLimit: API_PLACES,
  tokenExpired: API_PLACES,
  tokensRevoked: API_PLACES,
  tokenLife: ['token'],
  repeatedPageToken: ['query', 'active', 'insights'],
  duplicates: ['query', 'active', 'insights'],
  oddEntities: ['query'],
  wrongTotal: ['query', 'active', 'insights', 'speech', 'surveys'],
  shiftedOffset: ['speech', 'surveys'],
  shortPage: ['speech', 'surveys'],
  oddRows: ['speech', 'surveys'],
};

const faultSchema = z
  .strictObject({ where: z.enum(PLACES), when: whenSchema.default({ every: 1 }), what: whatSchema })
  .superRefine(({ where, what }, context) => {
    const places = PLACES_OF[what.kind];
    if (!places || places.includes(where)) return;
    context.addIssue({
      code: 'custom',
      path: ['where'],
      message: `${what.kind} happens at ${places.join(', ')}`,
    });
  });

export const faultsSchema = z.array(faultSchema);

export type Fault = z.output<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;

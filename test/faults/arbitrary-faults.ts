import fc from 'fast-check';
import type { FaultInput } from '../../simulator/faults/fault.js';

type When = NonNullable<FaultInput['when']>;
type What = FaultInput['what'];

/**
 * Sparse enough that a run gets through in the end: nothing here lasts for ever. Every second request would be too often: an attempt
 * that renews its token sends two, so two such faults can meet each attempt.
 */
const passing: fc.Arbitrary<When> = fc.oneof(
  fc.record({ every: fc.integer({ min: 3, max: 6 }) }),
  fc.record({ probability: fc.constantFrom(0.1, 0.2, 0.35), seed: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({ first: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ requests: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 }) }),
);

/** The same for a whole process, in which each further attempt waits twice as long in real time. */
const seldom: fc.Arbitrary<When> = fc.oneof(
  fc.record({ every: fc.integer({ min: 4, max: 6 }) }),
  fc.record({ probability: fc.constant(0.1), seed: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({ first: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ requests: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 }) }),
);

/** For a sink, which gets a hundred requests a run: no share of them, or it would take many rounds. */
const few: fc.Arbitrary<When> = fc.record({
  requests: fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }),
});

const kind = <Kind extends What['kind']>(name: Kind) => fc.constant({ kind: name } as const);

export type Pauses = {
  /** Seconds that a 429 may ask to wait. */
  retryAfterSeconds: number;
  /** Whether it may ask for years. */
  huge: boolean;
};

/** Trouble that can come to any door. */
const anywhere = ({ retryAfterSeconds, huge }: Pauses): fc.Arbitrary<What> => {
  const effect = fc.constantFrom('before' as const, 'after' as const);
  const shortMs = fc.integer({ min: 1, max: 8 });
  return fc.oneof(
    fc.record({
      kind: fc.constant('rateLimited' as const),
      retryAfter: fc.constantFrom(
        'seconds',
        'date',
        'absent',
        'negative',
        'garbage',
        ...(huge ? ['huge' as const] : []),
      ),
      seconds: fc.integer({ min: 0, max: retryAfterSeconds }),
      sentence: fc.boolean(),
      limitHeaders: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('status' as const),
      status: fc.constantFrom(408, 500, 502, 503, 504),
      body: fc.constantFrom('html' as const, 'json' as const, 'empty' as const),
    }),
    fc.record({ kind: fc.constant('dropped' as const), effect }),
    fc.record({ kind: fc.constant('hang' as const), effect, forMs: shortMs }),
    fc.record({
      kind: fc.constant('connectionsDestroyed' as const),
      connections: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({ kind: fc.constant('listenerClosed' as const), forMs: shortMs }),
    fc.record({ kind: fc.constant('latency' as const), ms: shortMs, jitterMs: shortMs }),
    fc.record({ kind: fc.constant('slowHeaders' as const), ms: shortMs }),
    fc.record({
      kind: fc.constant('slowBody' as const),
      pieces: fc.integer({ min: 2, max: 5 }),
      everyMs: fc.constant(1),
    }),
    fc.record({
      kind: fc.constant('truncated' as const),
      announced: fc.constantFrom('whole' as const, 'part' as const),
    }),
    fc.record({
      kind: fc.constant('malformed' as const),
      body: fc.constantFrom('json' as const, 'html' as const, 'empty' as const),
    }),
  );
};

/** A server that never answers: the client's time-out costs a second each time. */
const silent: fc.Arbitrary<What> = fc.record({
  kind: fc.constant('hang' as const),
  effect: fc.constantFrom('before' as const, 'after' as const),
});

const ofQuery: fc.Arbitrary<What> = fc.oneof(
  kind('tokenExpired'),
  kind('tokensRevoked'),
  kind('repeatedPageToken'),
  fc.record({ kind: fc.constant('duplicates' as const), entities: fc.integer({ min: 1, max: 60 }) }),
  fc.record({
    kind: fc.constant('wrongTotal' as const),
    change: fc.constantFrom('higher' as const, 'lower' as const, 'absent' as const),
  }),
);

/** Ends the run, so it comes seldom. */
const final: fc.Arbitrary<What> = fc.oneof(
  kind('wrongShape'),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(400, 403, 404, 409, 412, 413, 415, 422),
  }),
);

/** The same conversations are odd on every page, or nobody could say what is true of them. */
const odd: fc.Arbitrary<FaultInput> = fc.record({
  where: fc.constant('query' as const),
  what: fc.record({
    kind: fc.constant('oddEntities' as const),
    change: fc.constantFrom('unscored' as const, 'scoreOutOfRange' as const, 'unknownPolarity' as const),
    share: fc.constantFrom(0.05, 0.4, 1),
    seed: fc.integer({ min: 1, max: 1000 }),
  }),
});

const at = (
  where: FaultInput['where'],
  what: fc.Arbitrary<What>,
  when: fc.Arbitrary<When> = passing,
): fc.Arbitrary<FaultInput> => fc.record({ where: fc.constant(where), when, what });

const life: fc.Arbitrary<FaultInput> = at(
  'token',
  fc.record({
    kind: fc.constant('tokenLife' as const),
    seconds: fc.integer({ min: 1, max: 5 }),
    announcedSeconds: fc.constantFrom(1, 10, 86_399),
  }),
);

const minuteLimit: fc.Arbitrary<FaultInput> = fc.record({
  where: fc.constant('query' as const),
  what: fc.record({
    kind: fc.constant('minuteLimit' as const),
    perMinute: fc.integer({ min: 2, max: 6 }),
    neighbour: fc.integer({ min: 0, max: 1 }),
  }),
});

/** One to four faults at the two doors of Genesys. */
export const gatewayFaults: fc.Arbitrary<FaultInput[]> = (() => {
  const pauses = { retryAfterSeconds: 50, huge: true };
  return fc.array(
    fc.oneof(
      { weight: 16, arbitrary: at('query', anywhere(pauses)) },
      { weight: 8, arbitrary: at('token', anywhere(pauses)) },
      { weight: 8, arbitrary: at('query', ofQuery) },
      { weight: 4, arbitrary: odd },
      { weight: 2, arbitrary: life },
      { weight: 2, arbitrary: minuteLimit },
      { weight: 2, arbitrary: at('query', final) },
      { weight: 2, arbitrary: at('token', final) },
      { weight: 1, arbitrary: at('query', silent) },
    ),
    { minLength: 1, maxLength: 4 },
  );
})();

const sinkTrouble: fc.Arbitrary<What> = fc.oneof(
  { weight: 4, arbitrary: anywhere({ retryAfterSeconds: 1, huge: false }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'status', status: 422 } as const) },
);

/** One or two faults anywhere along the whole process, that cost seconds and not minutes. */
export const processFaults: fc.Arbitrary<FaultInput[]> = (() => {
  const pauses = { retryAfterSeconds: 1, huge: false };
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: at('query', anywhere(pauses), seldom) },
      { weight: 2, arbitrary: at('token', anywhere(pauses), seldom) },
      { weight: 4, arbitrary: at('coaching', sinkTrouble, few) },
      { weight: 3, arbitrary: at('query', ofQuery, seldom) },
      { weight: 2, arbitrary: odd },
      { weight: 1, arbitrary: at('query', final, seldom) },
    ),
    { minLength: 1, maxLength: 3 },
  );
})();

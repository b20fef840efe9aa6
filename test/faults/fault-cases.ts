import type { FaultInput } from '../../simulator/faults/fault.js';
import type { IncompleteReason } from '../../src/domain/completeness.js';
import type { FailureType } from '../../src/domain/failure-type.js';
import type { ExpectedEnd, FaultCase } from './fault-case.js';

type What = FaultInput['what'];
type Place = FaultInput['where'];
type Options = Omit<FaultCase, 'name' | 'faults' | 'expected'> & { readonly when?: FaultInput['when'] };

const RESULT: ExpectedEnd = { end: 'result' };
const failure = (type: FailureType): ExpectedEnd => ({ end: 'failure', type });
const incomplete = (because: IncompleteReason): ExpectedEnd => ({ end: 'incomplete', because });

/** The gateway holds a token from the run before; only when that is refused does it ask for one. */
const REVOKED: FaultInput = { where: 'query', when: { first: 1 }, what: { kind: 'tokensRevoked' } };

function faultCase(
  where: Place,
  what: What,
  expected = RESULT,
  { when, ...options }: Options = {},
): FaultCase {
  const { kind, ...settings } = what;
  const fault: FaultInput = { where, when: when ?? { first: 1 }, what };
  return {
    name: [where, kind, ...Object.entries(settings).map(([name, value]) => `${name}=${String(value)}`)].join(
      ' ',
    ),
    faults: where === 'token' ? [REVOKED, fault] : [fault],
    expected,
    ...options,
  };
}

const EVERY = { when: { every: 1 } } as const;
const SHORT = { short: true } as const;
const HTML = { kind: 'status', status: 502, body: 'html' } as const;

const waits: FaultCase[] = [
  faultCase('query', { kind: 'rateLimited', retryAfter: 'seconds' }, RESULT, SHORT),
  faultCase('query', { kind: 'rateLimited', retryAfter: 'date', seconds: 2 }),
  faultCase('query', { kind: 'rateLimited', retryAfter: 'absent' }),
  faultCase('query', { kind: 'rateLimited', retryAfter: 'absent', sentence: true }),
  faultCase('query', { kind: 'rateLimited', retryAfter: 'absent', limitHeaders: true }),
  faultCase('query', { kind: 'rateLimited', retryAfter: 'negative' }),
  faultCase('query', { kind: 'rateLimited', retryAfter: 'garbage' }),
  faultCase('query', { kind: 'rateLimited', retryAfter: 'huge' }, RESULT, { longWaitMs: 600_000 }),
  faultCase('query', { kind: 'minuteLimit', perMinute: 4, neighbour: 0 }, RESULT, {
    ...EVERY,
    ...SHORT,
    secondsToMinute: 3,
  }),
  faultCase('query', { kind: 'minuteLimit', perMinute: 6, neighbour: 4 }, RESULT, {
    ...EVERY,
    secondsToMinute: 3,
  }),
  faultCase('token', { kind: 'rateLimited', retryAfter: 'seconds' }),
];

const outages: FaultCase[] = [
  faultCase('query', { kind: 'status', status: 500, body: 'html' }, RESULT, { when: { every: 3 } }),
  faultCase('query', HTML, RESULT, SHORT),
  faultCase('query', { kind: 'status', status: 503, retryAfterSeconds: 1 }),
  faultCase('query', { kind: 'status', status: 408, body: 'empty' }),
  faultCase('query', { kind: 'dropped', effect: 'before' }, RESULT, SHORT),
  faultCase('query', { kind: 'dropped', effect: 'after' }),
  faultCase('query', { kind: 'hang', effect: 'before', forMs: 300 }, RESULT, SHORT),
  faultCase('query', { kind: 'connectionsDestroyed', connections: 1 }, RESULT, SHORT),
  faultCase('query', { kind: 'listenerClosed', forMs: 500 }, RESULT, SHORT),
  faultCase('query', { kind: 'latency', ms: 60, jitterMs: 60 }, RESULT, { ...EVERY, ...SHORT }),
  faultCase('query', { kind: 'slowHeaders', ms: 150 }, RESULT, { ...EVERY, ...SHORT }),
  faultCase('query', { kind: 'slowBody', pieces: 6, everyMs: 20 }, RESULT, { ...EVERY, ...SHORT }),
  faultCase('query', { kind: 'truncated', announced: 'whole' }, RESULT, SHORT),
  faultCase('query', { kind: 'truncated', announced: 'part' }),
  faultCase('query', { kind: 'malformed', body: 'json' }, RESULT, SHORT),
  faultCase('query', { kind: 'malformed', body: 'html' }),
  faultCase('query', { kind: 'malformed', body: 'empty' }),
  faultCase('token', HTML),
  faultCase('token', { kind: 'dropped', effect: 'before' }),
  faultCase('token', { kind: 'dropped', effect: 'after' }),
  faultCase('token', { kind: 'truncated', announced: 'part' }),
  faultCase('token', { kind: 'listenerClosed', forMs: 500 }),
];

const tokens: FaultCase[] = [
  faultCase('query', { kind: 'tokenExpired' }, RESULT, { ...SHORT, when: { requests: [3] } }),
  faultCase('query', { kind: 'tokensRevoked' }, RESULT, { ...SHORT, when: { requests: [3] } }),
  {
    ...faultCase('token', { kind: 'tokenLife', seconds: 1, announcedSeconds: 86_399 }, RESULT, SHORT),
    faults: [
      REVOKED,
      {
        where: 'token',
        when: { first: 1 },
        what: { kind: 'tokenLife', seconds: 1, announcedSeconds: 86_399 },
      },
      { where: 'query', what: { kind: 'latency', ms: 450 } },
    ],
  },
  faultCase('query', { kind: 'tokenExpired' }, failure('Unauthorized'), EVERY),
  ...[400, 401, 403].map((status) => faultCase('token', { kind: 'status', status }, failure('Unauthorized'))),
];

const REFUSALS: [number, FailureType][] = [
  [400, 'InvalidRequest'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [409, 'Conflict'],
  [413, 'InvalidRequest'],
  [415, 'InvalidRequest'],
  [422, 'InvalidRequest'],
];

const refusals: FaultCase[] = [
  ...REFUSALS.map(([status, type]) => faultCase('query', { kind: 'status', status }, failure(type))),
  faultCase('query', { kind: 'status', status: 401 }, failure('Unauthorized'), EVERY),
  faultCase('query', { kind: 'wrongShape' }, failure('UnexpectedResponse'), SHORT),
  faultCase('token', { kind: 'wrongShape' }, failure('UnexpectedResponse')),
  faultCase('query', { kind: 'status', status: 412 }, incomplete('modelUnavailable')),
];

const pages: FaultCase[] = [
  faultCase('query', { kind: 'repeatedPageToken' }, incomplete('repeatedPageToken'), { ...EVERY, ...SHORT }),
  faultCase('query', { kind: 'duplicates', entities: 20 }, RESULT, { ...EVERY, ...SHORT }),
  faultCase('query', { kind: 'oddEntities', change: 'unscored', share: 0.3 }, RESULT, { ...EVERY, ...SHORT }),
  faultCase('query', { kind: 'oddEntities', change: 'scoreOutOfRange', share: 0.3 }, RESULT, EVERY),
  faultCase('query', { kind: 'oddEntities', change: 'unknownPolarity', share: 0.3 }, RESULT, EVERY),
  faultCase('query', { kind: 'wrongTotal', change: 'higher' }, incomplete('countMismatch'), {
    ...EVERY,
    ...SHORT,
  }),
  faultCase('query', { kind: 'wrongTotal', change: 'lower' }, incomplete('countMismatch'), EVERY),
  faultCase('query', { kind: 'wrongTotal', change: 'absent' }, incomplete('totalNotReported'), EVERY),
];

const sinks: FaultCase[] = [
  faultCase('coaching', { kind: 'status', status: 503 }, RESULT, { when: { requests: [1, 6, 40] } }),
  faultCase('coaching', { kind: 'status', status: 422 }, RESULT, { when: { requests: [2, 5, 9] } }),
  faultCase('coaching', { kind: 'rateLimited', retryAfter: 'seconds' }, RESULT, { when: { requests: [4] } }),
  faultCase('coaching', { kind: 'dropped', effect: 'before' }, RESULT, { when: { requests: [1, 7] } }),
  faultCase('coaching', { kind: 'dropped', effect: 'after' }, RESULT, {
    ...SHORT,
    when: { requests: [2, 5, 9] },
  }),
  faultCase('coaching', { kind: 'hang', effect: 'before' }, RESULT, { when: { requests: [3] } }),
  faultCase('coaching', { kind: 'hang', effect: 'after', forMs: 200 }, RESULT, { when: { requests: [3] } }),
  faultCase('coaching', { kind: 'listenerClosed', forMs: 300 }, RESULT, { when: { requests: [10] } }),
];

/** Each fault by itself, and what the documentation says of it. */
export const FAULT_CASES: readonly FaultCase[] = [
  { name: 'none', faults: [], expected: RESULT, short: true },
  ...waits,
  ...outages,
  ...tokens,
  ...refusals,
  ...pages,
  ...sinks,
];

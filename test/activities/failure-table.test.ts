import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { DeliveriesPendingError } from '../../src/activities/deliveries-pending-error.js';
import { failureRowOf, toActivityFailure } from '../../src/activities/failure-table.js';
import { ModelNotDeployedError } from '../../src/activities/model-not-deployed-error.js';
import { NotYetAvailableError } from '../../src/activities/not-yet-available-error.js';
import { OutcomeUnknownError } from '../../src/activities/outcome-unknown-error.js';
import { FAILURE_TYPES } from '../../src/domain/failure-type.js';
import { InvalidInputError } from '../../src/domain/invalid-input.js';
import {
  GenesysAuthError,
  GenesysHttpError,
  GenesysShapeError,
  GenesysTransportError,
  GenesysUnreadableError,
} from '../../src/gateways/genesys/errors.js';

const request = { operation: 'POST /query', correlationId: 'abc' };
const answered = (status: number, retryAfterMs: number | null = null) =>
  new GenesysHttpError(request, { status, reason: null, retryAfterMs });
const pending = (retryAfterMs: number | null) =>
  new DeliveriesPendingError('coaching', { pending: 3, reason: 'HTTP 503', retryAfterMs });
const unanswered = (sent: 'no' | 'unknown') =>
  new GenesysTransportError(request, { reason: 'no answer (ECONNRESET)', sent });

function failureFrom(error: unknown): ApplicationFailure {
  const failure = toActivityFailure(error);
  if (failure instanceof ApplicationFailure) return failure;
  throw new Error('expected an application failure');
}

const rows = [
  { name: '400', error: answered(400), type: 'InvalidRequest', retry: false },
  { name: '401', error: answered(401), type: 'InvalidRequest', retry: false },
  { name: '403', error: answered(403), type: 'Forbidden', retry: false },
  { name: '404', error: answered(404), type: 'NotFound', retry: false },
  { name: '408', error: answered(408), type: 'Unavailable', retry: true },
  { name: '409', error: answered(409), type: 'Conflict', retry: false },
  { name: '412', error: answered(412), type: 'ModelUnavailable', retry: false },
  { name: '413', error: answered(413), type: 'InvalidRequest', retry: false },
  { name: '415', error: answered(415), type: 'InvalidRequest', retry: false },
  { name: '422', error: answered(422), type: 'InvalidRequest', retry: false },
  { name: '429', error: answered(429), type: 'RateLimited', retry: true },
  { name: '500', error: answered(500), type: 'Unavailable', retry: true },
  { name: '501', error: answered(501), type: 'Unavailable', retry: true },
  { name: '502', error: answered(502), type: 'Unavailable', retry: true },
  { name: '503', error: answered(503), type: 'Unavailable', retry: true },
  { name: '504', error: answered(504), type: 'Unavailable', retry: true },
  { name: 'a lost creation', error: new OutcomeUnknownError(), type: 'OutcomeUnknown', retry: false },
  { name: 'a late record', error: new NotYetAvailableError('not yet'), type: 'NotYetAvailable', retry: true },
  { name: 'a redirect', error: answered(302), type: 'UnexpectedResponse', retry: false },
  { name: 'a success that is none', error: answered(204), type: 'UnexpectedResponse', retry: false },
  { name: 'no answer, not sent', error: unanswered('no'), type: 'Unavailable', retry: true },
  { name: 'no answer, perhaps sent', error: unanswered('unknown'), type: 'Unavailable', retry: true },
  { name: 'no JSON', error: new GenesysUnreadableError('cut', request), type: 'Unavailable', retry: true },
  {
    name: 'another shape',
    error: new GenesysShapeError('x', request),
    type: 'UnexpectedResponse',
    retry: false,
  },
  {
    name: 'refused credentials',
    error: new GenesysAuthError('x', request),
    type: 'Unauthorized',
    retry: false,
  },
  {
    name: 'a model that finds nothing',
    error: new ModelNotDeployedError('x'),
    type: 'ModelNotDeployed',
    retry: false,
  },
  { name: 'a bad input', error: new InvalidInputError([]), type: 'InvalidInput', retry: false },
  { name: 'waiting deliveries', error: pending(null), type: 'Unavailable', retry: true },
] as const;

describe('the table', () => {
  it.each(rows)('makes $type of $name; again: $retry', ({ error, type, retry }) => {
    expect(failureRowOf(error)).toMatchObject({ type, retry });
    const failure = failureFrom(error);
    expect(failure.type).toBe(type);
    expect(failure.nonRetryable).toBe(!retry);
    expect(failure.nextRetryDelay).toBeUndefined();
    expect(failure.message).toBe(error.message);
  });

  it('has a row for every type that there is', () => {
    // A full virtual agent is no error of an activity: the workflow says it.
    const types = [...rows.map(({ type }) => type), 'NoFreeSlot'];
    expect(new Set<string>(types)).toEqual(new Set(FAILURE_TYPES));
  });
});

describe('the wait', () => {
  it.each([
    { name: '429', error: answered(429, 42_000), nextRetryDelay: 42_000 },
    { name: '408', error: answered(408, 7000), nextRetryDelay: 7000 },
    { name: '503', error: answered(503, 7000), nextRetryDelay: 7000 },
    { name: 'waiting deliveries', error: pending(1500), nextRetryDelay: 1500 },
    { name: 'a final 400', error: answered(400, 7000), nextRetryDelay: undefined },
    { name: 'a final 412', error: answered(412, 7000), nextRetryDelay: undefined },
    { name: '429 that asks for none', error: answered(429, 0), nextRetryDelay: undefined },
    { name: '503 that asks for none', error: answered(503, 0), nextRetryDelay: undefined },
  ])('after $name is $nextRetryDelay', ({ error, nextRetryDelay }) => {
    expect(failureFrom(error).nextRetryDelay).toBe(nextRetryDelay);
  });

  it('for a rate limit is no alarm, and for an outage is one', () => {
    expect(failureFrom(answered(429)).category).toBe(ApplicationFailureCategory.BENIGN);
    expect(failureFrom(answered(503)).category).not.toBe(ApplicationFailureCategory.BENIGN);
  });
});

describe('toActivityFailure', () => {
  it('cuts a message that is too long for a history', () => {
    const error = new GenesysShapeError('x'.repeat(10_000), request);
    expect(failureFrom(error).message).toBe(error.message.slice(0, 500));
  });

  it('keeps the fields of a bad input as details', () => {
    const problems = [
      { field: 'to', problem: 'must be after from' },
      { field: 'languages.0', problem: 'must be a language tag' },
    ];
    const failure = failureFrom(new InvalidInputError(problems));
    expect(failure.details).toEqual([problems]);
    expect(failure.message).toBe('to: must be after from; languages.0: must be a language tag');
  });

  it('gives details of nothing else', () => {
    expect(failureFrom(answered(400)).details ?? []).toEqual([]);
  });

  it.each([
    ['a bug', new TypeError('x is not a function')],
    ['an error of the store', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a cancellation', new CancelledFailure('CANCELLED')],
    ['an aborted request', new DOMException('stop', 'AbortError')],
    ['a failure already cast', ApplicationFailure.nonRetryable('no', 'NotFound')],
    ['a text', 'thrown'],
    ['nothing', undefined],
  ])('passes %s on unchanged', (_name, error) => {
    expect(failureRowOf(error)).toBeNull();
    expect(toActivityFailure(error)).toBe(error);
  });
});

import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { FailureType } from '../domain/failure-type.js';
import { InvalidInputError } from '../domain/invalid-input.js';
import {
  GenesysAuthError,
  GenesysBudgetError,
  GenesysError,
  GenesysHttpError,
  GenesysNotYetError,
  GenesysShapeError,
  GenesysTransportError,
  GenesysUnreadableError,
} from '../gateways/genesys/errors.js';
import { DeliveriesPendingError } from './deliveries-pending-error.js';
import { ModelNotDeployedError } from './model-not-deployed-error.js';
import { NotYetAvailableError } from './not-yet-available-error.js';
import { OutcomeUnknownError } from './outcome-unknown-error.js';

/** What Temporal shall do about an error. `retryAfterMs` is the other side's word, which outranks the retry policy. */
export type FailureRow = {
  readonly type: FailureType;
  readonly retry: boolean;
  readonly retryAfterMs?: number | null;
};

const final = (type: FailureType): FailureRow => ({ type, retry: false });
const again = (type: FailureType, retryAfterMs: number | null = null): FailureRow => ({
  type,
  retry: true,
  retryAfterMs,
});

/** The one table that turns errors into failures. Null: a bug, or a store that can't be reached; retried, so a repair heals it. */
export function failureRowOf(error: unknown): FailureRow | null {
  if (error instanceof InvalidInputError) return final('InvalidInput');
  if (error instanceof ModelNotDeployedError) return final('ModelNotDeployed');
  if (error instanceof OutcomeUnknownError) return final('OutcomeUnknown');
  if (error instanceof NotYetAvailableError) return again('NotYetAvailable');
  if (error instanceof GenesysNotYetError) return again('NotYetAvailable', error.retryAfterMs);
  if (error instanceof DeliveriesPendingError) return again('Unavailable', error.retryAfterMs);
  if (error instanceof GenesysBudgetError) return again('RateLimited', error.retryAfterMs);
  if (error instanceof GenesysAuthError) return final('Unauthorized');
  if (error instanceof GenesysShapeError) return final('UnexpectedResponse');
  if (error instanceof GenesysUnreadableError || error instanceof GenesysTransportError)
    return again('Unavailable');
  if (error instanceof GenesysHttpError) return httpFailureRow(error);
  return null;
}

function httpFailureRow({ status, retryAfterMs, operation }: GenesysHttpError): FailureRow {
  if (status === 429) return again('RateLimited', retryAfterMs);
  if (status === 408 || status >= 500) return again('Unavailable', retryAfterMs);
  if (status === 403) return final('Forbidden');
  if (status === 404) return final('NotFound');
  if (status === 409) return final('Conflict');
  // Said of anything else than a query, 412 has nothing to do with models, and must not pass for an incomplete result.
  if (status === 412 && /\/query$/.test(operation)) return final('ModelUnavailable');
  return final(status >= 400 ? 'InvalidRequest' : 'UnexpectedResponse');
}

/** Room for a sentence; histories are no place for a page of HTML. */
const MAX_MESSAGE_CHARS = 500;

/** Casts an error for Temporal. Cancellations, failures already cast and bugs pass unchanged. */
export function toActivityFailure(error: unknown): unknown {
  const row = failureRowOf(error);
  if (!row || !(error instanceof Error)) return error;
  return ApplicationFailure.create({
    type: row.type,
    message: error.message.slice(0, MAX_MESSAGE_CHARS),
    nonRetryable: !row.retry,
    // A wait that was asked for is the expected course of things: no alarm for it.
    ...((row.type === 'RateLimited' || row.type === 'NotYetAvailable') && {
      category: ApplicationFailureCategory.BENIGN,
    }),
    // "Again at once" (zero, or a date that has passed) is left to the policy: obeyed without end it would never back off.
    ...(row.retryAfterMs && { nextRetryDelay: row.retryAfterMs }),
    ...(error instanceof InvalidInputError && { details: [error.problems] }),
    ...(error instanceof GenesysError && error.cause instanceof Error && { cause: error.cause }),
  });
}

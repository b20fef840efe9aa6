import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { isCancellation } from '@temporalio/workflow';
import { isFailureType, type FailureType } from '../domain/failure-type.js';

/** What an error caught in a workflow means; null for a cancellation or a bug. A step that ran out of time was unavailable. */
export function failureTypeOf(error: unknown): FailureType | null {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure) return 'Unavailable';
  return cause instanceof ApplicationFailure && isFailureType(cause.type) ? cause.type : null;
}

/** Type and sentence of an error, as they are kept for the run: the step's own, instead of "Activity task failed". */
export function failureOf(error: unknown): { type: string; message: string } {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (isCancellation(error)) return { type: 'Cancelled', message: 'cancelled on request' };
  if (error instanceof ActivityFailure && cause instanceof TimeoutFailure) {
    return { type: 'Unavailable', message: `${error.activityType} ran out of time` };
  }
  return {
    type: failureTypeOf(error) ?? 'Unexpected',
    message: cause instanceof Error ? cause.message : 'unknown error',
  };
}

/** The failure of the whole run. Cancellations and bugs pass unchanged. */
export function runFailureOf(error: unknown): unknown {
  if (!(error instanceof ActivityFailure) || isCancellation(error) || failureTypeOf(error) === null)
    return error;
  const details = error.cause instanceof ApplicationFailure ? (error.cause.details ?? []) : [];
  return ApplicationFailure.create({ ...failureOf(error), nonRetryable: true, details, cause: error });
}

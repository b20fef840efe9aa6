import type { FaultInput } from '../../simulator/faults/fault.js';
import type { IncompleteReason } from '../../src/domain/completeness.js';
import type { FailureType } from '../../src/domain/failure-type.js';

/*
 * What a fault may do to a run besides nothing, by the documentation (`docs/failures.md`). Written down apart from the product's
 * own table, so that a mistake there shows.
 */

const FINAL_OF_QUERY: Partial<Record<number, FailureType>> = {
  400: 'InvalidRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  413: 'InvalidRequest',
  415: 'InvalidRequest',
  422: 'InvalidRequest',
};

const FINAL_OF_TOKEN: typeof FINAL_OF_QUERY = {
  ...FINAL_OF_QUERY,
  400: 'Unauthorized',
  403: 'Unauthorized',
  412: 'InvalidRequest',
};

/** The failure that ends a run once the fault has happened; null where the run goes on. */
export function finalFailureOf({ where, what }: FaultInput): FailureType | null {
  if (what.kind === 'wrongShape') return where === 'query' || where === 'token' ? 'UnexpectedResponse' : null;
  if (what.kind !== 'status') return null;
  // No language lacks its model at the token endpoint.
  if (where === 'token') return FINAL_OF_TOKEN[what.status] ?? null;
  // A 401 is answered with a renewed token first.
  return where === 'query' && what.status !== 401 ? (FINAL_OF_QUERY[what.status] ?? null) : null;
}

/** Failures that the fault may end in when it happens twice in a row. */
export function possibleFailuresOf(fault: FaultInput): FailureType[] {
  const { where, what } = fault;
  const final = finalFailureOf(fault);
  if (final) return [final];
  const refused =
    (where === 'query' && what.kind === 'status' && what.status === 401) ||
    ['tokenExpired', 'tokensRevoked', 'tokenLife'].includes(what.kind);
  return refused ? ['Unauthorized'] : [];
}

/** Why a run that has met the fault may not vouch for its numbers. */
export function possibleReasonsOf({ where, what }: FaultInput): IncompleteReason[] {
  switch (what.kind) {
    case 'repeatedPageToken':
      return ['repeatedPageToken', 'countMismatch'];
    case 'wrongTotal':
      return what.change === 'absent' ? ['totalNotReported'] : ['countMismatch'];
    case 'status':
      return where === 'query' && what.status === 412
        ? ['modelUnavailable', 'countMismatch', 'totalNotReported']
        : [];
    default:
      return [];
  }
}

import type { FaultInput } from '../../simulator/faults/fault.js';
import type { IncompleteReason } from '../../src/domain/completeness.js';
import type { FailureType } from '../../src/domain/failure-type.js';

/** What a run under faults must come to. `result` is the undisturbed one, but for what the faults have truly changed. */
export type ExpectedEnd =
  | { readonly end: 'result' }
  | { readonly end: 'incomplete'; readonly because: IncompleteReason }
  | { readonly end: 'failure'; readonly type: FailureType }
  /** Any of these, as far as the faults explain it. */
  | { readonly end: 'stated' };

export type FaultCase = {
  readonly name: string;
  readonly faults: readonly FaultInput[];
  readonly expected: ExpectedEnd;
  /** Part of the short set, which has every kind of fault once. */
  readonly short?: boolean;
  /** Sets the simulator's clock so that a minute of it ends in so many seconds. */
  readonly secondsToMinute?: number;
  /** While it waits, the run must be seen to wait about so long; then the waiting is cut short. */
  readonly longWaitMs?: number;
};

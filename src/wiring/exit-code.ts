import { InvalidInputError } from '../domain/invalid-input.js';
import { temporalRefusal } from './temporal-refusal.js';
import { UnreachableError } from './unreachable-error.js';

/** 0 done · 1 failed · 2 bad usage, input or configuration · 3 Temporal, the store or a worker can't be reached. */
export function exitCodeOf(error: unknown): 1 | 2 | 3 {
  if (error instanceof InvalidInputError) return 2;
  return error instanceof UnreachableError || temporalRefusal(error) !== null ? 3 : 1;
}

/** What a person reads of an error: one line for each field that is wrong, or the error's own sentence. */
export function sentencesOf(error: unknown): string[] {
  if (error instanceof InvalidInputError)
    return error.problems.map(({ field, problem }) => `${field}: ${problem}`);
  if (error instanceof UnreachableError) return [error.message];
  const refusal = temporalRefusal(error);
  if (refusal !== null) return [refusal];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

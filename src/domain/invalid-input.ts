/** One thing that is wrong with what a caller said: the field by its path, and what would be right. */
export type InputProblem = { readonly field: string; readonly problem: string };

/** The caller's mistake, found before anything was called. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';

  constructor(readonly problems: readonly InputProblem[]) {
    super(problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '));
  }
}

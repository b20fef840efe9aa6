import type { ServerProgram } from './server-program.js';

export type NothingWorkedOptions = { program: ServerProgram; failures: string[]; advice: string };

/** The one error after every source has failed. */
export function nothingWorked({ program, failures, advice }: NothingWorkedOptions): Error {
  const tried = [`${program.variable}: not set`, ...failures].map((line) => `  - ${line}`);
  return new Error([`No ${program.name} could be had. Tried:`, ...tried, advice].join('\n'));
}

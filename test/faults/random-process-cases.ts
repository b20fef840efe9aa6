import fc from 'fast-check';
import { processFaults } from './arbitrary-faults.js';
import type { FaultCase } from './fault-case.js';

/** Schedules for the whole process. The same seed gives the same ones, and their index finds one of them again. */
export const randomProcessCases = (options: { seed: number; runs: number }): FaultCase[] =>
  options.runs === 0
    ? []
    : fc.sample(processFaults, { seed: options.seed, numRuns: options.runs }).map((faults, index) => ({
        name: `random ${index}: ${faults.map(({ where, what }) => `${where} ${what.kind}`).join(' + ')}`,
        // The first answer that a token is asked for with would else come from the run before.
        faults: faults.some(({ where }) => where === 'token')
          ? [{ where: 'query', when: { first: 1 }, what: { kind: 'tokensRevoked' } }, ...faults]
          : faults,
        expected: { end: 'stated' },
      }));
